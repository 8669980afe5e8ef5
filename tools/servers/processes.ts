import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { errorCodeOf } from './error-code.js';

/** How a running process was started, its arguments parted by spaces; empty when there is none, or only its remains. */
export function commandLineOf(pid: number): string {
  if (process.platform !== 'linux') return ask(pid, 'command=');
  return readOf(pid, 'cmdline').replaceAll('\0', ' ');
}

/** Whether a process holds no port and no file any more: its command line goes a moment before those do. */
export function isGone(pid: number): boolean {
  if (process.platform !== 'linux') return ask(pid, 'command=') === '';
  const status = readOf(pid, 'status');
  // A remainder that nobody asks for stays; its threads, which share all that it holds, have to have ended as well.
  return status === '' || (/^State:\s+[ZX]/m.test(status) && /^Threads:\s+[01]$/m.test(status));
}

/** The memory that a process holds, in MB; 0 when there is none. */
export function residentMegabytesOf(pid: number): number {
  const kilobytes =
    process.platform === 'linux' ? /^VmRSS:\s+(\d+)/m.exec(readOf(pid, 'status'))?.[1] : ask(pid, 'rss=');
  return Math.round(Number(kilobytes ?? 0) / 1024);
}

function readOf(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(errorCodeOf(error))) return '';
    throw error;
  }
}

function ask(pid: number, column: string): string {
  return spawnSync('ps', ['-ww', '-o', column, '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}
