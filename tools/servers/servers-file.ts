import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { placeOf } from './answers.js';

/** Everything of the servers lies here, below the current folder, and goes with `down`. */
export const SERVERS_DIR = resolve('.ally-servers');

const FILE = join(SERVERS_DIR, 'servers.json');

const schema = z.object({
  postgresUrl: z.url(),
  redisUrl: z.url(),
  kafkaBrokers: z.array(z.string()).min(1),
  /** Whether Docker runs them. */
  docker: z.boolean(),
});

/** Where the servers of `up` are. */
export type Servers = z.output<typeof schema>;

/** The message says what to do. */
export class ServersFileDamaged extends Error {
  override readonly name = 'ServersFileDamaged';
}

/** Undefined before `up` and after `down`. @throws ServersFileDamaged */
export function readServers(): Servers | undefined {
  if (!existsSync(FILE)) return undefined;
  try {
    return schema.parse(JSON.parse(readFileSync(FILE, 'utf8')));
  } catch (cause) {
    throw new ServersFileDamaged(
      `The file ${FILE} is damaged: \`npm run servers -- down\` removes it and what it was about.`,
      { cause },
    );
  }
}

/** Whether Docker runs them, as far as the file can be read. */
export function areInDocker(): boolean {
  return existsSync(FILE) && /"docker":\s*true/.test(readFileSync(FILE, 'utf8'));
}

/** For the owner's eyes alone: the PostgreSQL's password stands in it. */
export async function writeServers(servers: Servers): Promise<void> {
  await mkdir(SERVERS_DIR, { recursive: true });
  const draft = `${FILE}.draft`;
  await writeFile(draft, `${JSON.stringify(servers, undefined, 2)}\n`, { mode: 0o600 });
  await rename(draft, FILE);
}

/** Of an URL, or of `host:port`. */
export function portOf(address: string): number {
  return placeOf(address).port;
}
