import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { send } from '@fastify/send';
import { Refusal } from '#libs/contracts';
import { FileStore, type FileAnswer, type FileRequest, type StoredFile } from './file-store.js';

const KEY = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;
/** Bytes on their way into the store. */
const DRAFT = /\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.part$/;

/** Files in a local folder, each at the path that its key says. */
export class FolderStore extends FileStore {
  constructor(private readonly folder: string) {
    super();
  }

  override async write(key: string, source: Readable | string): Promise<StoredFile> {
    const path = this.pathOf(key);
    const newFolder = await mkdir(dirname(path), { recursive: true });
    const draft = `${path}.${randomUUID()}.part`;
    try {
      const meter = new Meter();
      const bytes = typeof source === 'string' ? createReadStream(source) : source;
      await pipeline(bytes, meter, createWriteStream(draft, { flags: 'wx', flush: true }));
      const written = meter.measured();
      // A link, unlike a renaming, never takes the place of what is there: of two writers one is first.
      const isFirst = await linked(draft, path);
      if (isFirst)
        await syncFolders(dirname(path), newFolder === undefined ? dirname(path) : dirname(newFolder));
      else if ((await measure(path))?.sha256 !== written.sha256) {
        throw new Error(`The file store already holds other content under ${key}`);
      }
      return written;
    } finally {
      await rm(draft, { force: true });
    }
  }

  override async send(key: string, { method, range }: FileRequest): Promise<FileAnswer> {
    const request = Object.assign(Readable.from([]), {
      method,
      headers: range === undefined ? {} : { range },
    });
    const { statusCode, headers, stream } = await send(request, `/${key}`, {
      root: this.folder,
      index: false,
      etag: false,
      lastModified: false,
      cacheControl: false,
      contentType: false,
    });
    if (statusCode === 200 || statusCode === 206) return { status: statusCode, headers, stream };
    stream.destroy();
    if (statusCode === 416) {
      const bounds = { 'Content-Range': headers['Content-Range'] ?? '' };
      return { status: 416, headers: bounds, stream: Readable.from([]) };
    }
    throw new Refusal('unavailable', 'file-unavailable', 'This file cannot be read just now.');
  }

  override async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  override async removeUnfinished(before: Date): Promise<number> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true }).catch(none);
    let removed = 0;
    for (const entry of entries) {
      if (!entry.isFile() || !DRAFT.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      const found = await stat(path).catch(gone);
      if (found === undefined || found.mtime >= before) continue;
      await rm(path, { force: true });
      removed++;
    }
    return removed;
  }

  private pathOf(key: string): string {
    if (!KEY.test(key)) throw new Error(`${key} is no key of a file`);
    return join(this.folder, key);
  }
}

/** Lets bytes through and knows afterwards how many they were and what their digest is. */
class Meter extends Transform {
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

async function measure(path: string): Promise<StoredFile | undefined> {
  const found = await stat(path).catch(gone);
  if (found === undefined) return undefined;
  const meter = new Meter();
  await pipeline(createReadStream(path), meter.resume());
  return meter.measured();
}

function gone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** Before the first write there is no folder. */
function none(error: NodeJS.ErrnoException): [] {
  gone(error);
  return [];
}

/**
 * Makes a new entry of `folder` survive a power cut, and with it the folders that were made for it up to `until`, in
 * which the first of them is an entry. Windows has no such call for folders.
 */
async function syncFolders(folder: string, until: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (folder !== until) await syncFolders(dirname(folder), until);
}

/** @returns false when there is something at `path` already. */
async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST')
      return false;
    throw error;
  }
}
