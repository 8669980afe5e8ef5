import { createHash } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotRun } from '../said-plainly.js';

/** Goes up when an older build could no longer read what a newer one writes. */
const FORMAT = 'ally-backup-1';

const stored = { size: z.int().min(0), sha256: z.hex().length(64) };
const contents = z.object({
  /** Of real time. */
  takenAt: z.iso.datetime(),
  /** The Ally that it is of, for people. */
  from: z.string(),
  schemas: z.array(
    z.object({
      name: z.string(),
      /** All that were applied, by their names. */
      migrations: z.array(z.string()),
      sequences: z.array(z.object({ name: z.string(), value: z.string(), isUsed: z.boolean() })),
    }),
  ),
  tables: z.array(
    z.object({
      schema: z.string(),
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.int().min(0),
      /** Before they were compressed. */
      bytes: z.int().min(0),
      ...stored,
    }),
  ),
  files: z.array(z.object({ key: z.string(), ...stored })),
  secrets: z.object(stored),
});
/** What a backup holds. */
export type Contents = z.output<typeof contents>;
export type TableOfBackup = Contents['tables'][number];

const manifest = z.object({ format: z.string(), sha256: z.string(), contents: z.unknown() });

/** Where the parts of a backup lie in its folder. */
export const pathOfTable = ({ schema, name }: { schema: string; name: string }) =>
  join('tables', `${schema}.${name}.copy.gz`);
export const FILES = 'files';
export const SECRETS = 'secrets.json';
const MANIFEST = 'manifest.json';

/** Written last and put into its place at once: a backup that was broken off has none. */
export async function writeManifest(folder: string, backup: Contents): Promise<void> {
  const draft = join(folder, `${MANIFEST}.draft`);
  const handle = await open(draft, 'wx', 0o600);
  try {
    const whole = { format: FORMAT, sha256: digestOf(backup), contents: backup };
    await handle.writeFile(`${JSON.stringify(whole, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, join(folder, MANIFEST));
}

/** @throws CannotRun where there is no backup, or it was broken off, changed, or made by a newer build. */
export async function readManifest(folder: string): Promise<Contents> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch((error: unknown) => {
    throw new CannotRun(
      `There is no whole backup in ${folder}: it has no ${MANIFEST}, which is written last.`,
      { cause: error },
    );
  });
  const damaged = `The file ${join(folder, MANIFEST)} is damaged.`;
  const found = manifest.safeParse(parsed(text, damaged));
  if (!found.success) throw new CannotRun(damaged);
  if (found.data.format !== FORMAT)
    throw new CannotRun(`This backup is of the format ${found.data.format}, this build reads ${FORMAT}.`);
  if (found.data.sha256 !== digestOf(found.data.contents)) throw new CannotRun(damaged);
  return contents.parse(found.data.contents);
}

function parsed(text: string, damaged: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CannotRun(damaged, { cause: error });
  }
}

function digestOf(backup: unknown): string {
  return createHash('sha256').update(JSON.stringify(backup)).digest('hex');
}
