/** Does one thing at once and then every few seconds, until it is stopped; never twice at a time. */
export class RegularLook {
  private timer: NodeJS.Timeout | undefined;
  private underway: Promise<void> | undefined;
  private isStopping = false;

  /** @param look never rejects. */
  constructor(
    private readonly look: () => Promise<void>,
    private readonly everyMs: number,
  ) {}

  start(): void {
    this.underway = this.look().finally(() => {
      if (!this.isStopping) this.timer = setTimeout(() => this.start(), this.everyMs);
    });
  }

  /** Lets the look in hand finish. */
  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.underway;
  }
}
