import type { EventLog } from '#libs/events';
import { readThrough } from '../../tools/event-logs/read-through.js';

/** A log whose reader is killed once, after its events were handled and before that was recorded in the log. */
export function killedBeforeTheOffset(
  log: EventLog,
  meanwhile: () => Promise<unknown> = async () => undefined,
): { log: EventLog; hasBeenRedelivered(): boolean } {
  let deliveries = 0;
  const killed = readThrough(log, async (events, deliver) => {
    await deliver(events);
    if (++deliveries > 1) return;
    await meanwhile();
    throw new Error('killed before the offset');
  });
  return { log: killed, hasBeenRedelivered: () => deliveries > 1 };
}
