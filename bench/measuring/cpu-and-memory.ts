import { existsSync, readFileSync, readdirSync } from 'node:fs';

/** What Linux counts CPU time in: USER_HZ, 100 a second on every platform that Node runs on. */
const TICK_MS = 10;

interface ProcessTimes {
  readonly pid: number;
  readonly parent: number;
  readonly ownTicks: number;
  readonly endedChildrenTicks: number;
}

/**
 * CPU time that a server and the processes that it has started have used, in milliseconds, those that have ended
 * included (connections of PostgreSQL); null where there is no `/proc`.
 */
export function cpuMsOf(pid: number): number | null {
  const server = processTimes(pid);
  if (server === undefined) return null;
  const backends = childrenOf(pid).reduce((sum, { ownTicks }) => sum + ownTicks, 0);
  return (server.ownTicks + server.endedChildrenTicks + backends) * TICK_MS;
}

/** CPU time that this process has used so far, in milliseconds. */
export function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A process and those that it has started itself. */
export function withChildren(pid: number): number[] {
  return [pid, ...childrenOf(pid).map((child) => child.pid)];
}

/** Memory of some processes in MB, what they share counted once; null where the system does not tell. */
export function memoryMb(pids: readonly number[]): number | null {
  const known = pids
    .map((pid) => kilobytes(`/proc/${pid}/smaps_rollup`, 'Pss'))
    .filter((each) => each !== null);
  return known.length === 0 ? null : Math.round(known.reduce((sum, each) => sum + each, 0) / 1024);
}

/** Resident memory of one process in MB, what it shares with others included; null where the system does not tell. */
export function residentMb(pid: number): number | null {
  const resident = kilobytes(`/proc/${pid}/status`, 'VmRSS');
  return resident === null ? null : Math.round(resident / 1024);
}

function kilobytes(file: string, field: string): number | null {
  try {
    const line = readFileSync(file, 'utf8')
      .split('\n')
      .find((each) => each.startsWith(`${field}:`));
    return line === undefined ? null : Number.parseInt(line.slice(field.length + 1), 10);
  } catch {
    return null;
  }
}

function childrenOf(pid: number): ProcessTimes[] {
  if (!existsSync('/proc/self/stat')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processTimes(Number(name)) ?? [])
    .filter(({ parent }) => parent === pid);
}

/** @returns undefined for a process that is not (any more), or where there is no `/proc`. */
function processTimes(pid: number): ProcessTimes | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // proc(5): the name stands in brackets and may hold anything; the fields after it begin with the third.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3]);
  return {
    pid,
    parent: field(4),
    ownTicks: field(14) + field(15),
    endedChildrenTicks: field(16) + field(17),
  };
}
