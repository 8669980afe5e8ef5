import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Meter, type StoredFile } from '#libs/files';
import { pathOfTable, type TableOfBackup } from './manifest.js';
import type { TableToKeep } from './snapshot.repository.js';

/** Writes a stream to disk, by way of others, and measures what arrives there. */
export async function keep(
  path: string,
  ...streams: [Readable, ...NodeJS.ReadWriteStream[]]
): Promise<StoredFile> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const meter = new Meter();
  const file = createWriteStream(path, { flags: 'wx', flush: true, mode: 0o600 });
  await pipeline([...streams, meter, file]);
  return meter.measured();
}

/** Writes the rows of a table, in PostgreSQL's text format, into the folder of a backup. */
export async function keepTable(
  folder: string,
  { schema, name, columns }: TableToKeep,
  rows: Readable & { readonly rowCount: number },
): Promise<TableOfBackup> {
  const plain = new Meter();
  const stored = await keep(
    join(folder, pathOfTable({ schema, name })),
    rows,
    plain,
    createGzip({ level: 1 }),
  );
  return {
    schema,
    name,
    columns: [...columns],
    rows: rows.rowCount,
    bytes: plain.measured().size,
    ...stored,
  };
}
