import type { Randomness } from '../faults/randomness.js';
import { startChild, type Child, type Place } from './child.js';

const MEMBERS = 3;
const MOST_MEMBERS = 5;
const FEWEST_MEMBERS = 2;
const WRITERS = 2;

/** The processes of a trial: those that write and relay, and the members of the group that handles it. */
export class Crew {
  private readonly members: Child[] = [];
  private readonly writers: Child[] = [];
  private isWriting = true;
  /** What ended by itself said last; nothing should. */
  readonly lost: string[] = [];
  readonly struck = { membersKilled: 0, membersJoined: 0, membersLeft: 0, relaysKilled: 0 };
  private strikes = 0;

  constructor(
    private readonly place: Omit<Place, 'seed'>,
    private readonly random: Randomness,
  ) {}

  async start(): Promise<void> {
    await Promise.all([
      ...Array.from({ length: WRITERS }, () => this.addWriter()),
      ...Array.from({ length: MEMBERS }, () => this.addMember()),
    ]);
  }

  /** One kind after the other, so that a short trial has some of each; whom it hits is left to chance. */
  async strike(): Promise<void> {
    const kinds = [() => this.killMember(), () => this.killWriter(), () => this.letJoinOrLeave()];
    await kinds[this.strikes++ % kinds.length]?.();
  }

  /** From now on writers only relay, those too that come for others; resolves when all that they wrote is committed. */
  async stopWriting(): Promise<void> {
    this.isWriting = false;
    await Promise.all(this.writers.map((writer) => writer.stopWriting()));
  }

  /** All of them go, in order. */
  async leave(): Promise<void> {
    await Promise.all([...this.members.splice(0), ...this.writers.splice(0)].map((child) => child.leave()));
  }

  /** Ends whatever is left. */
  async kill(): Promise<void> {
    await Promise.all([...this.members.splice(0), ...this.writers.splice(0)].map((child) => child.kill()));
  }

  /** Another takes its place at once. */
  private async killMember(): Promise<void> {
    await (await this.takeOut(this.members)).kill();
    this.struck.membersKilled++;
    void this.addMember();
  }

  private async letJoinOrLeave(): Promise<void> {
    const { length } = this.members;
    const joins = length <= FEWEST_MEMBERS || (length < MOST_MEMBERS && this.random.chance(0.5));
    if (joins) void this.addMember();
    else await (await this.takeOut(this.members)).leave();
    this.struck[joins ? 'membersJoined' : 'membersLeft']++;
  }

  private async killWriter(): Promise<void> {
    await (await this.takeOut(this.writers)).kill();
    this.struck.relaysKilled++;
    void this.addWriter();
  }

  /** On a busy machine it may take a while until the chosen one is at work; before that there is nothing to break. */
  private async takeOut(children: Child[]): Promise<Child> {
    const chosen = this.random.oneOf(children);
    await chosen.ready;
    children.splice(children.indexOf(chosen), 1);
    return chosen;
  }

  /** Resolves when it is at work. */
  addMember(): Promise<void> {
    return this.add(this.members, 'member.ts').ready;
  }

  private addWriter(): Promise<void> {
    const writer = this.add(this.writers, 'writer.ts');
    if (!this.isWriting) void writer.stopWriting();
    return writer.ready;
  }

  private add(children: Child[], program: Parameters<typeof startChild>[0]): Child {
    const place = { ...this.place, seed: Math.floor(this.random.between(0, 1_000_000)) };
    const child = startChild(program, place, (said) => void this.lost.push(said));
    children.push(child);
    return child;
  }
}
