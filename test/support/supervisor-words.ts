/** A process of one service, as the supervisor has told of it. */
export interface ToldProcess {
  /** `payments web`, `notifications worker 2`. */
  readonly name: string;
  readonly pid: number;
}

// The processes write to the same pipes, and not whole lines at a time: what they say may stand before a line of the
// supervisor, without a break.
const NAME = '((?:catalog|enrollment|payments|notifications) (?:web|worker)(?: \\d)?)';
const IN_BANNER = new RegExp(` ${NAME} +process (\\d+)(?: +http\\S+)?$`);
const ENDED = new RegExp(
  `${NAME} \\(process (\\d+)\\) (?:was ended by|ended with) .+; another one is started$`,
);
const IS_THERE = new RegExp(`${NAME} \\(process (\\d+)\\) (is ready again|has taken over)$`);
const ALL_REPLACED = 'every process has been replaced';
const NOT_REPLACED = /not replaced: .+; the lines above say why$/;

/** What the supervisor of the services has said of its processes. */
export class SupervisorWords {
  private readonly pids = new Map<string, number>();
  private readonly missing = new Set<string>();
  private readonly ended = new Set<number>();
  private replaced = 0;
  private notReplaced = 0;
  private read = 0;

  /** @param said all that it and its processes have said so far. */
  constructor(private readonly said: () => string) {}

  /** Whether no process is being started again. */
  get isWhole(): boolean {
    this.readOn();
    return this.missing.size === 0;
  }

  /** How often it has been through with replacing all processes: with all of them, or with some that stayed. */
  get replacements(): { readonly whole: number; readonly partial: number } {
    this.readOn();
    return { whole: this.replaced, partial: this.notReplaced };
  }

  /** Whether it knows that a process has ended. */
  knowsTheEndOf(pid: number): boolean {
    this.readOn();
    return this.ended.has(pid);
  }

  /** The last of each name that was ready, in the order of the banner. */
  processes(): ToldProcess[] {
    this.readOn();
    return [...this.pids].map(([name, pid]) => ({ name, pid }));
  }

  private readOn(): void {
    const said = this.said();
    const end = said.lastIndexOf('\n') + 1;
    for (const line of said.slice(this.read, end).split('\n')) this.take(line);
    this.read = end;
  }

  private take(line: string): void {
    const [, ended, endedPid] = ENDED.exec(line) ?? [];
    const [, named, pid, how] = IS_THERE.exec(line) ?? IN_BANNER.exec(line) ?? [];
    if (ended !== undefined) {
      this.missing.add(ended);
      this.ended.add(Number(endedPid));
    }
    if (named !== undefined) this.pids.set(named, Number(pid));
    if (named !== undefined && how === 'is ready again') this.missing.delete(named);
    if (line.endsWith(ALL_REPLACED)) this.replaced++;
    if (NOT_REPLACED.test(line)) this.notReplaced++;
  }
}
