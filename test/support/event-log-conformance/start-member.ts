import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { EventScene } from '../event-scene.js';
import type { EventSpine } from '../run-event-spine.js';
import type { MemberOf } from './member.js';

/** A member of a group in a process of its own. */
export interface Member {
  /** Resolves when it is in the middle of the event that it never ends. */
  readonly holds: Promise<void>;
  /** Ends it as a crash of the machine would: nothing of it runs any more. */
  kill(): Promise<void>;
}

export function startMember(spine: EventSpine, scene: EventScene): Member {
  const where: MemberOf = {
    openModule: spine.strategy.openModule.href,
    address: spine.address,
    databaseUrl: spine.url,
    scene: scene.name,
  };
  const loader = new URL('../run-typescript.mjs', import.meta.url).href;
  const file = fileURLToPath(new URL('member.ts', import.meta.url));
  const args = ['--conditions=source', '--import', loader, file, JSON.stringify(where)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const holds = Promise.race([
    once(createInterface(child.stdout), 'line').then(() => undefined),
    exited.then(() => {
      throw new Error('The member ended by itself; the lines above say why.');
    }),
  ]);
  holds.catch(() => undefined); // who waits for it sees it
  return {
    holds,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
