import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { send } from '@fastify/send';
import { Refusal } from '#libs/contracts';
import { FileStore, type FileAnswer, type FileRequest, type StoredFile } from './file-store.js';
import { gone, measure, Meter } from './meter.js';

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
    let removed = 0;
    for (const path of await this.paths()) {
      if (!DRAFT.test(path)) continue;
      const found = await stat(path).catch(gone);
      if (found === undefined || found.mtime >= before) continue;
      await rm(path, { force: true });
      removed++;
    }
    return removed;
  }

  /** The keys of all that is here, in order; not of what is being written, nor of what others have put here. */
  async keys(): Promise<string[]> {
    const paths = (await this.paths()).map((path) => relative(this.folder, path).replaceAll('\\', '/'));
    return paths.filter((path) => KEY.test(path) && !DRAFT.test(path)).toSorted();
  }

  /** All bytes of a file; undefined when it is not there. @throws what names it, when it cannot be read. */
  async read(key: string): Promise<Readable | undefined> {
    const handle = await open(this.pathOf(key)).catch(gone);
    return handle?.createReadStream();
  }

  private async paths(): Promise<string[]> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true }).catch(none);
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  }

  private pathOf(key: string): string {
    if (!KEY.test(key)) throw new Error(`${key} is no key of a file`);
    return join(this.folder, key);
  }
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
