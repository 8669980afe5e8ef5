import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { commandLineOf } from '../../../tools/servers/processes.js';

/** A process of one service. */
export interface ServiceProcess {
  readonly pid: number;
  /** `payments web`. */
  readonly kind: string;
}

const PROGRAM = /apps\/(\w+)\/src\/(main|worker)\.js/;

/** The processes that a supervisor has started, those that are on their way up among them. */
export function processesOf(supervisor: number): ServiceProcess[] {
  return childrenOf(supervisor).flatMap((pid) => {
    const [, service, script] = PROGRAM.exec(commandLineOf(pid)) ?? [];
    return service === undefined ? [] : [{ pid, kind: `${service} ${script === 'main' ? 'web' : 'worker'}` }];
  });
}

/** Whether it runs, and is not only a remainder that nobody has asked for yet. */
export function isAlive({ pid }: ServiceProcess): boolean {
  return PROGRAM.test(commandLineOf(pid));
}

function childrenOf(pid: number): number[] {
  if (process.platform === 'linux') {
    const file = `/proc/${pid}/task/${pid}/children`;
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ').map(Number) : [];
  }
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [child = 0, parent] = line.trim().split(/\s+/).map(Number);
    return parent === pid ? [child] : [];
  });
}
