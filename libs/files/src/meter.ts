import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { StoredFile } from './file-store.js';

/** Lets bytes through and knows afterwards how many they were and what their digest is. */
export class Meter extends Transform {
  private readonly hash = createHash('sha256');
  private size = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.hash.update(chunk);
    this.size += chunk.length;
    done(null, chunk);
  }

  measured(): StoredFile {
    return { size: this.size, sha256: this.hash.digest('hex') };
  }
}

/** @returns undefined when there is no file at `path`. */
export async function measure(path: string): Promise<StoredFile | undefined> {
  const found = await stat(path).catch(gone);
  if (found === undefined) return undefined;
  const meter = new Meter();
  await pipeline(createReadStream(path), meter.resume());
  return meter.measured();
}

/** @throws every error but the one that says that there is no such file. */
export function gone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
