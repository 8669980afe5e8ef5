/** Prints what happens in simulated time, and fails loudly when something that should have happened did not. */
export class Timeline {
  private now = new Date(0);

  constructor(private readonly print: (line: string) => void) {}

  setNow(now: Date): void {
    const newDay = this.day(now) !== this.day(this.now);
    this.now = now;
    if (newDay) this.print(`\n${this.day(now)}`);
  }

  say(who: string, what: string): void {
    this.print(`  ${this.now.toISOString().slice(11, 16)}  ${who.padEnd(6)} ${what}`);
  }

  /** @throws when `happened` is not so: the demo has no step that may be missing. */
  step(who: string, what: string, happened: boolean): void {
    if (!happened) throw new Error(`did not happen: ${who} ${what}`);
    this.say(who, what);
  }

  private day(instant: Date): string {
    return instant.toLocaleDateString('en-US', { dateStyle: 'full', timeZone: 'UTC' });
  }
}
