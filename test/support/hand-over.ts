import { EventLog, type LoggedEvent } from '#libs/events';

/** A log that holds nothing: the test itself hands over to the reader what it would have given. */
export class HandOver extends EventLog {
  deliver: (events: readonly LoggedEvent[]) => Promise<void> = () =>
    Promise.reject(new Error('nobody reads'));

  override readonly isRidOfOvertaken: boolean;

  constructor({ isRidOfOvertaken = true } = {}) {
    super();
    this.isRidOfOvertaken = isRidOfOvertaken;
  }

  override append = () => Promise.reject(new Error('is only read'));
  override lag = async () => [];
  override rewind = async () => undefined;
  override read = () => Promise.reject(new Error('holds nothing'));
  override close = async () => undefined;
  override subscribe: EventLog['subscribe'] = async ({ deliver }) => {
    this.deliver = deliver;
    return { caughtUp: async () => true, close: async () => undefined };
  };
}
