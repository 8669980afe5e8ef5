const ENDED = /^(.+) \(process (\d+)\) (?:was ended by|ended with) .+; another one is started$/;
const IS_BACK = /^(.+) \(process \d+\) is ready again$/;
const ALL_REPLACED = 'every process has been replaced';

/** What the supervisor of the services has said of its processes. */
export class SupervisorWords {
  private readonly missing = new Set<string>();
  private readonly ended = new Set<number>();
  private replaced = 0;
  private read = 0;

  /** @param said all that it has said so far. */
  constructor(private readonly said: () => string) {}

  /** Whether no process is being started again. */
  get isWhole(): boolean {
    this.readOn();
    return this.missing.size === 0;
  }

  /** How often all processes have been replaced. */
  get replacements(): number {
    this.readOn();
    return this.replaced;
  }

  /** Whether it knows that a process has ended. */
  knowsTheEndOf(pid: number): boolean {
    this.readOn();
    return this.ended.has(pid);
  }

  private readOn(): void {
    const said = this.said();
    const end = said.lastIndexOf('\n') + 1;
    for (const line of said.slice(this.read, end).split('\n')) {
      const [, name, pid] = ENDED.exec(line) ?? [];
      const [, back] = IS_BACK.exec(line) ?? [];
      if (name !== undefined) {
        this.missing.add(name);
        this.ended.add(Number(pid));
      }
      if (back !== undefined) this.missing.delete(back);
      if (line === ALL_REPLACED) this.replaced++;
    }
    this.read = end;
  }
}
