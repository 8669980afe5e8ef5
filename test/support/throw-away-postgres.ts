import { startEmbeddedPostgres } from '#libs/database';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Owns the PostgreSQL of one test run, until its standard input closes: that happens even when the run is killed.
const folder = await mkdtemp(join(tmpdir(), 'ally-test-'));
try {
  const postgres = await startEmbeddedPostgres({ dataDir: folder, durable: false, maxConnections: 200 });
  console.log(postgres.url('postgres'));
  await once(process.stdin.resume(), 'end');
  await postgres.stop();
} finally {
  await rm(folder, { recursive: true, force: true });
}
