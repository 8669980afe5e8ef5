import { setTimeout as pause } from 'node:timers/promises';
import { MeasuredProcess } from '../measuring/child-process.js';
import type { CountingToRun, Mode } from './counting-server.js';

const LOOK_AGAIN_MS = 5;
const WITHIN_MS = 60_000;

/** Processes that handle the events of one group. */
export class CountingGroup {
  private constructor(
    private readonly members: readonly MeasuredProcess[],
    private readonly lanes: number,
  ) {}

  /** @param lanes in which events come, with all members together. */
  static async start(
    toRun: CountingToRun,
    { members: count, lanes }: { members: number; lanes: number },
    afterwards: (undo: () => unknown) => void,
  ): Promise<CountingGroup> {
    const members = Array.from({ length: count }, () => {
      const member = MeasuredProcess.start(new URL('counting-server.ts', import.meta.url));
      afterwards(() => member.stop());
      return member;
    });
    await Promise.all(members.map((member) => member.ask('start', toRun)));
    return new CountingGroup(members, lanes);
  }

  /** Has events kept waiting as `append` puts them into the log, until there are some in each lane. */
  async hold(append: () => Promise<void>): Promise<void> {
    await this.be('hold');
    await append();
    await this.until('holding', this.lanes);
  }

  async handle(events: number): Promise<void> {
    await this.be('handle');
    await this.until('handled', events);
  }

  async cpuMs(): Promise<number> {
    return sum(await Promise.all(this.members.map((member) => member.cpuMs())));
  }

  private async be(mode: Mode): Promise<void> {
    await Promise.all(this.members.map((member) => member.ask('be', mode)));
  }

  private async until(what: string, wanted: number): Promise<void> {
    const late = performance.now() + WITHIN_MS;
    for (;;) {
      const count = sum(await Promise.all(this.members.map((member) => member.ask<number>(what))));
      if (count >= wanted) return;
      if (performance.now() > late) throw new Error(`${count} ${what} instead of ${wanted}`);
      await pause(LOOK_AGAIN_MS);
    }
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
