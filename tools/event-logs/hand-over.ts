import { EventLog, type LoggedEvent } from '#libs/events';

/** A log that holds nothing: whoever has made it hands over to the reader what it would have given. */
export class HandOver extends EventLog {
  deliver: (events: readonly LoggedEvent[]) => Promise<void> = () =>
    Promise.reject(new Error('nobody reads'));

  override readonly isRidOfOvertaken: boolean;

  /** @param like a log that can say what it may still deliver; without one, nothing that is past its time. */
  constructor(private readonly like: Partial<Pick<EventLog, 'isRidOfOvertaken' | 'held'>> = {}) {
    super();
    this.isRidOfOvertaken = like.isRidOfOvertaken ?? true;
  }

  override async held(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return this.like.held?.(ids) ?? super.held(ids);
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
