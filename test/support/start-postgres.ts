import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

declare global {
  /** The owner of the test run's PostgreSQL. Jest loads set-up and tear-down apart; they meet here. */
  var postgresOwner: ChildProcess | undefined;
}

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/**
 * Jest's global set-up, once per run however many projects name it: one PostgreSQL for all tests, its address in
 * TEST_POSTGRES_URL. It lives in a process of its own, since Jest loads this file as CommonJS and the libs are ESM.
 */
export default async function startPostgres(): Promise<void> {
  const loader = new URL('run-typescript.mjs', import.meta.url).href;
  const args = ['--conditions=source', '--import', loader, here('throw-away-postgres.ts')];
  const owner = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const exited = once(owner, 'exit').then(() => {
    throw new Error('The PostgreSQL of the tests did not start; the lines above say why.');
  });
  const [url] = (await Promise.race([once(createInterface(owner.stdout), 'line'), exited])) as [string];
  exited.catch(() => undefined); // from here on tear-down looks at how it ends
  process.env['TEST_POSTGRES_URL'] = url;
  globalThis.postgresOwner = owner;
}
