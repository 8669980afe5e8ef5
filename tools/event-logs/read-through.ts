import type { EventLog, LoggedEvent } from '#libs/events';

/** A log like another in everything, but whose reader gets its events by way of `around`. */
export function readThrough(
  log: EventLog,
  around: (
    events: readonly LoggedEvent[],
    deliver: (events: readonly LoggedEvent[]) => Promise<void>,
  ) => Promise<void>,
): EventLog {
  const subscribe: EventLog['subscribe'] = ({ deliver, ...options }) =>
    log.subscribe({ ...options, deliver: (events) => around(events, deliver) });
  return new Proxy(log, {
    get: (target, name) => (name === 'subscribe' ? subscribe : (Reflect.get(target, name) as unknown)),
  });
}
