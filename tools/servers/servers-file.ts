import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Everything of the servers lies here and goes with `down`. */
export const SERVERS_DIR = fileURLToPath(new URL('../../.ally-servers', import.meta.url));

const FILE = join(SERVERS_DIR, 'servers.json');

const schema = z.object({
  postgresUrl: z.string(),
  redisUrl: z.string(),
  kafkaBrokers: z.array(z.string()),
  /** Whether Docker runs them. */
  docker: z.boolean(),
});

/** Where the servers of `up` are; test/support and other programs read it as JSON. */
export type Servers = z.output<typeof schema>;

/** Undefined before `up` and after `down`. */
export function readServers(): Servers | undefined {
  return existsSync(FILE) ? schema.parse(JSON.parse(readFileSync(FILE, 'utf8'))) : undefined;
}

/** For the owner's eyes alone: the PostgreSQL's password stands in it. */
export async function writeServers(servers: Servers): Promise<void> {
  await mkdir(SERVERS_DIR, { recursive: true });
  await writeFile(FILE, `${JSON.stringify(servers, undefined, 2)}\n`, { mode: 0o600 });
}

/** Of an URL, or of `host:port`. */
export function portOf(address: string): number {
  return Number(new URL(address.includes('://') ? address : `tcp://${address}`).port);
}
