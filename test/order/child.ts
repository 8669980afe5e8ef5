import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What every process of a trial is told, as one JSON text. */
export interface Place {
  readonly databaseUrl: string;
  readonly brokers: string;
  /** Names the topic, and the group that reads it. */
  readonly scene: string;
  readonly seed: number;
}

const LINES_KEPT = 20;

/** A process that takes part in a trial. It ends when it is told to, or whoever started it is gone. */
export interface Child {
  /** Resolves when it is at work. */
  readonly ready: Promise<void>;
  /** Ends it as a crash of the machine would: nothing of it runs any more. */
  kill(): Promise<void>;
  /** Asks it to go, after what it has in hand. */
  leave(): Promise<void>;
  /** Has a writer write no more, and resolves when all of it is committed; its relay goes on. */
  stopWriting(): Promise<void>;
}

/** @param onLost is told the last that it has said when it ends by itself. */
export function startChild(
  program: 'member.ts' | 'writer.ts',
  place: Place,
  onLost: (said: string) => void,
): Child {
  const loader = new URL('../support/run-typescript.mjs', import.meta.url).href;
  const file = fileURLToPath(new URL(program, import.meta.url));
  const args = ['--conditions=source', '--import', loader, file, JSON.stringify(place)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => undefined); // it may be gone already
  const said: string[] = [];
  let isToEnd = false;
  const exited = once(child, 'close').then(([code]) => {
    if (!isToEnd || code === 1) onLost([`${program} ended:`, ...said].join('\n'));
  });
  const lines = new EventEmitter();
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (line) => {
      if (['ready', 'written'].includes(line)) lines.emit(line);
      said.splice(0, Math.max(0, said.push(line) - LINES_KEPT));
    });
  const hasSaid = (line: string) => Promise.race([once(lines, line).then(() => undefined), exited]);
  const [ready, written] = [hasSaid('ready'), hasSaid('written')];
  const end = async (signal: NodeJS.Signals) => {
    isToEnd = true;
    child.kill(signal);
    await exited;
  };
  return {
    ready,
    kill: () => end('SIGKILL'),
    leave: () => end('SIGTERM'),
    stopWriting: () => {
      child.stdin.write('enough\n');
      return written;
    },
  };
}

/** For the processes themselves: says that this one is at work, and has it end in order when it is asked to. */
export function atWork(...opened: readonly { close(): Promise<void> }[]): void {
  process.stdin.resume().on('end', () => process.exit());
  process.once('SIGTERM', () => {
    void (async () => {
      for (const each of opened) await each.close();
      process.exit();
    })();
  });
  console.log('ready');
}

export const placeOf = (argument: string | undefined) => JSON.parse(argument ?? '') as Place;
