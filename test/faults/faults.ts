import { setTimeout as pause } from 'node:timers/promises';
import type { AllyUnderFault } from './ally-under-fault.js';
import type { Randomness } from './randomness.js';

/** Something that breaks while Ally is at work. */
export interface Fault {
  readonly name: string;
  /** How often it comes, compared with others. */
  readonly weight: number;
  /** Strikes, and leaves it to the caller to start again what has ended. */
  strike(ally: AllyUnderFault, random: Randomness): Promise<void>;
}

/** About how long a start takes, in milliseconds: so that a kill falls anywhere in it. */
const A_START_MS = 2_500;

/** Ends it somewhere on its way up. */
export async function killWhileStarting(
  ally: AllyUnderFault,
  random: Randomness,
  withinMs: number,
): Promise<void> {
  const starting = ally.start();
  await Promise.race([starting, pause(random.between(0, withinMs))]);
  await ally.killProcess();
}

export const crashes: readonly Fault[] = [
  { name: 'process killed', weight: 5, strike: (ally) => ally.killProcess() },
  {
    name: 'process killed again at once',
    weight: 1,
    async strike(ally) {
      await ally.killProcess();
      await ally.start();
      await ally.killProcess();
    },
  },
  {
    name: 'process killed, and again while starting',
    weight: 2,
    async strike(ally, random) {
      await ally.killProcess();
      await killWhileStarting(ally, random, A_START_MS);
    },
  },
  { name: 'PostgreSQL killed', weight: 1, strike: (ally) => ally.killPostgres() },
  {
    name: 'both killed',
    weight: 1,
    async strike(ally) {
      await Promise.all([ally.killPostgres(), ally.killProcess()]);
    },
  },
];
