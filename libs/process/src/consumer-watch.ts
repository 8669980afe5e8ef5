const LOOK_EVERY_MS = 15_000;
/** Longer than any rebalance, broker restart or retry of a handler takes. */
const STUCK_AFTER_MS = 5 * 60_000;

/** What of a consumer is watched. */
export interface WatchedConsumer {
  /** How many events wait for it, and for no other process. @throws when the log cannot be asked. */
  behind(): Promise<number>;
  /** How many events this process has been given so far. */
  delivered(): number;
}

/**
 * Tells a consumer that stands still from one that has nothing to do: events wait for it, they become no fewer, and it has
 * been given none for five minutes, although both the log and the database answer. A broker or a database that is away is
 * no reason to restart anybody. Where any process of the service may get what waits (a log in tables), no event waits for
 * one alone: as long as one of them gets on none stands still, and if all do each says so.
 */
export class ConsumerWatch {
  private lastBehind = 0;
  private lastDelivered = 0;
  private movedAt = performance.now();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly consumer: WatchedConsumer,
    private readonly askDatabase: () => Promise<unknown>,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Bound, so that it can be handed on as it is. */
  readonly isStuck = (): boolean => performance.now() - this.movedAt > STUCK_AFTER_MS;

  /** Notes whether anything has moved since the last look. */
  async look(): Promise<void> {
    const [behind, answers] = await Promise.all([
      this.consumer.behind().catch(() => undefined),
      this.askDatabase().then(
        () => true,
        () => false,
      ),
    ]);
    const delivered = this.consumer.delivered();
    const waits = behind !== undefined && answers && behind > 0;
    if (!waits || behind < this.lastBehind || delivered > this.lastDelivered)
      this.movedAt = performance.now();
    this.lastBehind = behind ?? 0;
    this.lastDelivered = delivered;
  }
}
