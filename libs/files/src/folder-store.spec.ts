import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, open, readdir, rm, utimes, writeFile, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { FolderStore } from './folder-store.js';

describe('FolderStore', () => {
  let folder: string;
  let store: FolderStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ally-files-'));
    store = new FolderStore(folder);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('says the size and digest of what it wrote, from a stream or from a path', async () => {
    const sha256 = createHash('sha256').update('ten bytes.').digest('hex');
    await writeFile(join(folder, 'made-elsewhere'), 'ten bytes.');
    expect(await store.write('a/b.txt', Readable.from(['ten ', 'bytes.']))).toEqual({ size: 10, sha256 });
    expect(await store.write('c.txt', join(folder, 'made-elsewhere'))).toEqual({ size: 10, sha256 });
  });

  it('takes the same content again and refuses other content under the same key', async () => {
    await store.write('a.txt', Readable.from(['one']));
    await expect(store.write('a.txt', Readable.from(['one']))).resolves.toMatchObject({ size: 3 });
    await expect(store.write('a.txt', Readable.from(['two']))).rejects.toThrow('other content');
    expect(await text((await store.send('a.txt', { method: 'GET' })).stream)).toBe('one');
  });

  it('when two write other content under one key at once, then one of them is refused', async () => {
    const outcomes = await Promise.allSettled(
      ['one', 'two'].map((content) => store.write('a.txt', Readable.from([content]))),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const kept = await text((await store.send('a.txt', { method: 'GET' })).stream);
    expect(outcomes[['one', 'two'].indexOf(kept)]?.status).toBe('fulfilled');
  });

  it('makes the folders of a file, and what is in them, survive a power cut', async () => {
    const handle = await open(folder);
    const sync = jest.spyOn(Object.getPrototypeOf(handle) as FileHandle, 'sync');
    await handle.close();
    const syncedBy = async (key: string) => {
      sync.mockClear();
      await store.write(key, Readable.from(['one']));
      return sync.mock.calls.length;
    };
    const folders = process.platform === 'win32' ? 0 : 1;
    expect(await syncedBy('a/b/c.txt')).toBe(3 * folders);
    expect(await syncedBy('a/b/d.txt')).toBe(folders);
    sync.mockRestore();
  });

  it('leaves nothing when the source breaks off', async () => {
    const broken = Readable.from(
      (function* () {
        yield 'half';
        throw new Error('the source broke off');
      })(),
    );
    await expect(store.write('a.txt', broken)).rejects.toThrow('broke off');
    expect(await readdir(folder)).toEqual([]);
  });

  it('when a file is removed, then it is gone, and removing it again changes nothing', async () => {
    await store.write('a/b.txt', Readable.from(['one']));
    await store.remove('a/b.txt');
    await store.remove('a/b.txt');
    await expect(store.send('a/b.txt', { method: 'GET' })).rejects.toThrow('file-unavailable');
    await expect(store.remove('../a.txt')).rejects.toThrow('no key');
    await expect(store.write('a/b.txt', Readable.from(['two']))).resolves.toMatchObject({ size: 3 });
  });

  it('when writes were killed, then what they left is removed once it is old, and nothing else', async () => {
    expect(await new FolderStore(join(folder, 'nowhere')).removeUnfinished(new Date())).toBe(0);
    await store.write('uploads/kept', Readable.from(['kept']));
    const left = (name: string) => join(folder, 'uploads', `${name}.${randomUUID()}.part`);
    const [old, young] = [left('old'), left('young')];
    for (const path of [old, young, join(folder, 'uploads', 'mine.part')]) await writeFile(path, 'half');
    const aDayAgo = new Date(Date.now() - 24 * 60 * 60_000);
    for (const path of [old, join(folder, 'uploads', 'kept')]) await utimes(path, aDayAgo, new Date(0));
    expect(await store.removeUnfinished(aDayAgo)).toBe(1);
    expect((await readdir(join(folder, 'uploads'))).toSorted()).toEqual(
      ['kept', 'mine.part', basename(young)].toSorted(),
    );
  });

  it('knows the keys of what it holds, and leaves alone what others have put into its folder', async () => {
    await store.write('a/b.txt', Readable.from(['one']));
    for (const name of ['.DS_Store', 'a/.nfs0001', 'a/b.txt~', `a/c.${randomUUID()}.part`])
      await writeFile(join(folder, name), 'not ours');
    expect(await store.keys()).toEqual(['a/b.txt']);
  });

  it('reads a file, and knows when there is none', async () => {
    await store.write('a/b.txt', Readable.from(['one']));
    const bytes = await store.read('a/b.txt');
    expect(bytes && (await text(bytes))).toBe('one');
    await store.remove('a/b.txt');
    expect(await store.read('a/b.txt')).toBeUndefined();
  });

  it('sends the whole, a range, or says that there is no such range', async () => {
    await store.write('a.txt', Readable.from(['0123456789']));
    const whole = await store.send('a.txt', { method: 'GET' });
    expect([whole.status, await text(whole.stream)]).toEqual([200, '0123456789']);
    const part = await store.send('a.txt', { method: 'GET', range: 'bytes=4-' });
    expect([part.status, part.headers['Content-Range'], await text(part.stream)]).toEqual([
      206,
      'bytes 4-9/10',
      '456789',
    ]);
    const beyond = await store.send('a.txt', { method: 'GET', range: 'bytes=10-' });
    expect([beyond.status, beyond.headers['Content-Range']]).toEqual([416, 'bytes */10']);
  });

  it('lets no key out of the folder', async () => {
    await expect(store.write('../a.txt', Readable.from(['x']))).rejects.toThrow('no key');
    await expect(store.send('../a.txt', { method: 'GET' })).rejects.toThrow('file-unavailable');
  });
});
