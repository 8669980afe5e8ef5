/**
 * `npm run servers -- up|down|status`: a real PostgreSQL, Redis and Kafka for tests, without Docker (or by it, with
 * `up --docker`). They run on until `down`, which leaves nothing of them behind.
 */
import { bringDown, bringUp, statusLines } from './all-servers.js';
import { ServerMissing } from './server-process.js';
import { ServersFileDamaged } from './servers-file.js';

const [command, ...options] = process.argv.slice(2);
const withDocker = options.includes('--docker');

try {
  if (command === 'up') await bringUp(withDocker);
  else if (command === 'down') {
    await bringDown();
    console.log('PostgreSQL, Redis and Kafka do not run any more, and their data is removed.');
  } else if (command !== 'status') {
    console.log('npm run servers -- up [--docker] | down | status');
    process.exitCode = command === undefined || command === '--help' ? 0 : 1;
  }
  if (command === 'up' || command === 'status') for (const line of await statusLines()) console.log(line);
} catch (error) {
  const errors: unknown[] = error instanceof AggregateError ? error.errors : [error];
  for (const one of errors)
    console.error(one instanceof ServerMissing || one instanceof ServersFileDamaged ? one.message : one);
  process.exitCode = 1;
}
