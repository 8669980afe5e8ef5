import { setTimeout as pause } from 'node:timers/promises';

const LOOK_AGAIN_MS = 5;
const GIVE_UP_AFTER_MS = 10_000;

/**
 * Waits until something that goes on by itself has come about.
 * @throws when that takes longer than ten seconds, or than is said.
 */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = GIVE_UP_AFTER_MS,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Waited in vain until ${what}`);
    await pause(LOOK_AGAIN_MS);
  }
}
