import { EventLog, type LoggedEvent } from '#libs/events';

type Deliver = (events: readonly LoggedEvent[]) => Promise<void>;

/** A log like another, but whose reader gets its events by way of `around`. */
export function readThrough(
  log: EventLog,
  around: (events: readonly LoggedEvent[], deliver: Deliver) => Promise<void>,
): EventLog {
  return new ReadThrough(log, around);
}

class ReadThrough extends EventLog {
  constructor(
    private readonly log: EventLog,
    private readonly around: (events: readonly LoggedEvent[], deliver: Deliver) => Promise<void>,
  ) {
    super();
  }

  override append: EventLog['append'] = (events) => this.log.append(events);
  override lag: EventLog['lag'] = (group) => this.log.lag(group);
  override rewind: EventLog['rewind'] = (group) => this.log.rewind(group);
  override read: EventLog['read'] = (topics) => this.log.read(topics);
  override close: EventLog['close'] = () => this.log.close();
  override subscribe: EventLog['subscribe'] = ({ deliver, ...options }) =>
    this.log.subscribe({ ...options, deliver: (events) => this.around(events, deliver) });
}

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
