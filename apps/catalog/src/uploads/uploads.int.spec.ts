import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, newId } from '#libs/database';
import type { FileStore } from '#libs/files';
import { expectInvariantsHold } from '../../../../test/support/invariants.js';
import { runService, TEST_OPERATOR_KEY, type RunningService } from '../../../../test/support/run-service.js';
import { until } from '../../../../test/support/until.js';
import { CatalogModule } from '../catalog.module.js';
import { catalogInvariants } from '../catalog.invariants.js';
import { PublishCourse } from '../courses/publish-course.js';
import { RemoveUnusedUploads } from './remove-unused-uploads.js';
import { UploadRepository } from './upload.repository.js';

const HOUR_MS = 60 * 60_000;
const MB = 1024 * 1024;
const key = { authorization: `Bearer ${TEST_OPERATOR_KEY}` };
let service: RunningService;

beforeAll(async () => {
  service = await runService(
    (databaseUrl) =>
      CatalogModule.register({ databaseUrl, operatorKey: TEST_OPERATOR_KEY, uploadLimitMb: 1 }),
    new Date('2026-11-24T09:00:00Z'),
    { rateFactor: 10 },
  );
  await service.get(PublishCourse).execute({
    slug: 'seven-days',
    title: 'Seven days',
    summary: 'A week of asking.',
    description: 'One a day.',
    price: { amount: 4900, currency: 'USD' },
  });
});
afterAll(() => service.stop());

type Body = string | ReadableStream<Uint8Array>;

async function put(
  id: string,
  body: Body,
  { mediaType = 'application/pdf', ...headers }: Record<string, string> = {},
) {
  const answer = await fetch(`${service.url}/v1/uploads/${id}?mediaType=${encodeURIComponent(mediaType)}`, {
    method: 'PUT',
    headers: { ...key, 'content-type': 'application/octet-stream', ...headers },
    body,
    duplex: 'half',
  } as RequestInit);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function release(version: string, uploadIds: readonly string[], headers: Record<string, string> = {}) {
  const files = uploadIds.map((uploadId, nth) => ({ uploadId, name: `file-${nth}.pdf` }));
  const answer = await fetch(`${service.url}/v1/courses/seven-days/releases`, {
    method: 'POST',
    headers: { ...key, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ version, notes: 'Notes.', files }),
  });
  const replayed = answer.headers.get('idempotency-replayed');
  return { status: answer.status, replayed, body: (await answer.json()) as Record<string, unknown> };
}

const digestOf = (text: string, encoding: 'hex' | 'base64' = 'hex') =>
  createHash('sha256').update(text).digest(encoding);
const rowsOf = (id: string) =>
  service.rows<{ state: string; storageKey: string }>(
    'SELECT state, storage_key AS "storageKey" FROM catalog.uploads WHERE id = $1',
    [id],
  );
const bytesOf = async (storageKey: string, files: FileStore = service.files) => {
  const { stream } = await files.send(storageKey, { method: 'GET' });
  const parts = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
};
const auditOf = (objectId: string) =>
  service.rows<{ action: string; actor: string; after: unknown }>(
    'SELECT action, actor_id AS actor, after FROM catalog.audit_entries WHERE object_id = $1',
    [objectId],
  );
const sweep = () => service.get(RemoveUnusedUploads).run();
const later = (ms: number) => service.clock.moveTo(new Date(service.clock.now().getTime() + ms));
/** What is in the catalog is as it should be. */
const allIsWell = () =>
  expectInvariantsHold(
    { database: service.get(Database), invariants: catalogInvariants, now: service.clock.now() },
    { atRest: false },
  );

describe('an upload', () => {
  it('when it is new, then it is kept as it is, and the trail says who brought it', async () => {
    const id = newId();
    const content = { mediaType: 'application/pdf', size: 10, sha256: digestOf('ten bytes.') };
    expect(await put(id, 'ten bytes.')).toEqual({ status: 201, body: { id, ...content } });
    const [row] = await rowsOf(id);
    expect(await bytesOf(row?.storageKey ?? '')).toBe('ten bytes.');
    expect(await auditOf(id)).toEqual([{ action: 'upload.kept', actor: 'root', after: content }]);
  });

  it('when the same comes again, then it is the same; when another does, then it is refused', async () => {
    const id = newId();
    const first = await put(id, 'mine');
    expect(await put(id, 'mine')).toEqual({ status: 200, body: first.body });
    const final = { status: 409, body: { code: 'upload-final' } };
    expect(await put(id, 'other')).toMatchObject(final);
    expect(await put(id, 'mine', { mediaType: 'audio/wav' })).toMatchObject(final);
    expect(await rowsOf(id)).toHaveLength(1);
    expect(await auditOf(id)).toHaveLength(1);
  });

  it('when its digest is announced, then it is checked, at the first time and later', async () => {
    const id = newId();
    const announced = (text: string) => ({ 'repr-digest': `sha-256=:${digestOf(text, 'base64')}:` });
    const mismatch = { status: 422, body: { code: 'digest-mismatch' } };
    expect(await put(id, 'mine', announced('other'))).toMatchObject(mismatch);
    expect(await rowsOf(id)).toEqual([]);
    expect(await put(id, 'mine', announced('mine'))).toMatchObject({ status: 201 });
    expect(await put(id, 'mine', announced('other'))).toMatchObject(mismatch);
    expect(await put(id, 'mine', { 'repr-digest': 'sha-256=mine' })).toMatchObject({
      status: 400,
      body: { code: 'repr-digest-invalid' },
    });
  });

  it('when it is refused, then nothing of it is kept', async () => {
    const stored = await service.rows('SELECT FROM catalog.uploads');
    const id = newId();
    const large = 'x'.repeat(MB + 1);
    const tooLarge = { status: 413, body: { code: 'body-too-large' } };
    expect(await put(id, large)).toMatchObject(tooLarge);
    expect(await put(id, new Blob([large]).stream())).toMatchObject(tooLarge);
    expect(await put(id, '')).toMatchObject({ status: 422, body: { code: 'upload-empty' } });
    expect(await put(id, 'x', { mediaType: 'text/html' })).toMatchObject({
      status: 400,
      body: { code: 'invalid-input', errors: [{ pointer: '?mediaType' }] },
    });
    expect(await put(id, '{}', { 'content-type': 'application/json' })).toMatchObject({ status: 415 });
    expect(await put(id, 'x', { authorization: 'Bearer made-up' })).toMatchObject({ status: 401 });
    expect(await put(id, 'x'.repeat(MB))).toMatchObject({ status: 201 });
    expect(await service.rows('SELECT FROM catalog.uploads')).toHaveLength(stored.length + 1);
  });

  it('when it breaks off in the middle, then nothing of it is kept', async () => {
    const id = newId();
    const broken = new AbortController();
    const asked = fetch(`${service.url}/v1/uploads/${id}?mediaType=audio/wav`, {
      method: 'PUT',
      headers: { ...key, 'content-type': 'application/octet-stream' },
      body: new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1000)) }),
      duplex: 'half',
      signal: broken.signal,
    } as RequestInit);
    await until('its bytes are coming', async () => (await rowsOf(id)).length === 1);
    broken.abort();
    await expect(asked).rejects.toThrow('abort');
    await until('it is given up', async () => (await rowsOf(id)).length === 0);
  });

  it('when it is still coming, then what has come is on the disk already', async () => {
    const id = newId();
    let finish = () => undefined as void;
    const half = new Uint8Array(MB / 2).fill(120);
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(half);
        finish = () => {
          controller.enqueue(half);
          controller.close();
        };
      },
    });
    const asked = put(id, body);
    const { readdir, stat } = await import('node:fs/promises');
    const folder = (service.files as unknown as { folder: string }).folder;
    await until('the first half is on the disk', async () => {
      const [row] = await rowsOf(id);
      if (row === undefined) return false;
      const name = (await readdir(`${folder}/uploads`)).find((each) =>
        `uploads/${each}`.startsWith(`${row.storageKey}.`),
      );
      return name !== undefined && (await stat(`${folder}/uploads/${name}`)).size === MB / 2;
    });
    finish();
    expect(await asked).toMatchObject({ status: 201, body: { size: MB } });
  });

  it('when two bring the same at once, then it is there once; when they bring other things, then one is refused', async () => {
    const [same, other] = [newId(), newId()];
    const twins = await Promise.all(Array.from({ length: 5 }, () => put(same, 'same')));
    expect(twins.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 201]);
    expect(new Set(twins.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await rowsOf(same)).toHaveLength(1);
    expect(await auditOf(same)).toHaveLength(1);
    const rivals = await Promise.all(['one', 'two'].map((text) => put(other, text)));
    expect(rivals.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const [kept] = await rowsOf(other);
    const winner = ['one', 'two'][rivals.findIndex(({ status }) => status === 201)];
    expect(await bytesOf(kept?.storageKey ?? '')).toBe(winner);
    expect(await rowsOf(other)).toHaveLength(1);
  });
});

describe('releasing uploads', () => {
  it('when it is done, then the course has them; the same again is the same, another is refused', async () => {
    const [one, two] = [newId(), newId()];
    await put(one, 'one');
    await put(two, 'two');
    const first = await release('1.0', [one, two]);
    expect(first).toMatchObject({
      status: 201,
      body: {
        version: '1.0',
        files: [
          { name: 'file-0.pdf', sha256: digestOf('one') },
          { name: 'file-1.pdf', sha256: digestOf('two') },
        ],
      },
    });
    expect(await release('1.0', [one, two])).toEqual(first);
    expect(await release('1.0', [one])).toMatchObject({ status: 409, body: { code: 'release-final' } });
    expect(await auditOf(String(first.body['id']))).toMatchObject([
      { action: 'release.created', actor: 'root' },
    ]);
    expect(await service.published('catalog.course.released')).toHaveLength(1);
  });

  it('when the same wish comes twice, then it is done once, also when its uploads are gone', async () => {
    const [one, again] = [newId(), newId()];
    await put(one, 'wished');
    await put(again, 'wished');
    const idempotent = { 'idempotency-key': newId() };
    expect(await release('1.1', [one])).toMatchObject({ status: 201 });
    const first = await release('1.1', [again], idempotent);
    expect(first).toMatchObject({ status: 201, replayed: null });
    later(24 * HOUR_MS);
    await sweep();
    expect(await rowsOf(again)).toEqual([]);
    expect(await release('1.1', [again], idempotent)).toEqual({ ...first, replayed: 'true' });
    expect(await release('1.2', [again], idempotent)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });

  it('when a file was not uploaded, then it is named', async () => {
    const there = newId();
    await put(there, 'there');
    const refused = await release('2.0', [there, newId()]);
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'upload-unknown', errors: [{ pointer: '/files/1/uploadId' }] },
    });
  });

  it('when there were several, then they are listed with the newest first, in pages', async () => {
    const id = newId();
    await put(id, 'listed');
    later(HOUR_MS);
    await release('3.0', [id]);
    const list = async (query: string) => {
      const answer = await fetch(`${service.url}/v1/courses/seven-days/releases${query}`);
      return (await answer.json()) as { data: { version: string }[]; next: string | null };
    };
    expect((await list('')).data.map(({ version }) => version)).toEqual(['3.0', '1.1', '1.0']);
    const { data, next } = await list('?limit=1');
    expect(data.map(({ version }) => version)).toEqual(['3.0']);
    expect((await list(`?after=${next}`)).data.map(({ version }) => version)).toEqual(['1.1', '1.0']);
  });
});

describe('the sweep', () => {
  it('when a day has passed, then what no release has taken is removed, and nothing else', async () => {
    const [unused, used, renewed] = [newId(), newId(), newId()];
    for (const id of [unused, used, renewed]) await put(id, id);
    await release('4.0', [used]);
    const [gone] = await rowsOf(unused);
    later(23 * HOUR_MS);
    await put(renewed, renewed);
    await sweep();
    expect(await rowsOf(unused)).toHaveLength(1);
    later(HOUR_MS);
    await service.time.settle();
    await sweep();
    expect(await rowsOf(unused)).toEqual([]);
    await expect(bytesOf(gone?.storageKey ?? '')).rejects.toThrow('file-unavailable');
    for (const id of [used, renewed]) expect(await bytesOf((await rowsOf(id))[0]?.storageKey ?? '')).toBe(id);
    expect(await put(unused, 'something else')).toMatchObject({ status: 201 });
    await allIsWell();
  });

  it('when it is cut off at any line, then the next one goes on', async () => {
    const ids = [newId(), newId(), newId()];
    for (const id of ids) await put(id, id);
    later(24 * HOUR_MS);
    const uploads = service.get(UploadRepository);
    const now = service.clock.now();
    // The first was marked, of the second the bytes were removed too, and then the process died.
    const keys = await service
      .get(Database)
      .transaction((transaction) =>
        uploads.giveUpDue(transaction, now, new Date(now.getTime() + HOUR_MS), 50),
      );
    expect(keys.length).toBeGreaterThanOrEqual(ids.length);
    await service.files.remove(keys[0] ?? '');
    expect(await release('5.0', [ids[0] ?? ''])).toMatchObject({ status: 422 });
    await sweep();
    expect((await service.rows(`SELECT FROM catalog.uploads WHERE state = 'removing'`)).length).toBe(
      keys.length,
    );
    later(HOUR_MS);
    await sweep();
    expect(await service.rows(`SELECT FROM catalog.uploads WHERE state <> 'released'`)).toEqual([]);
    for (const storageKey of keys) await expect(bytesOf(storageKey)).rejects.toThrow('file-unavailable');
  });

  it('when a process died while an upload came in, then its row and its bytes are found', async () => {
    const uploads = service.get(UploadRepository);
    const attempt = { id: newId(), mediaType: 'audio/wav', storageKey: `uploads/${newId()}` };
    const dueAt = new Date(service.clock.now().getTime() + 30 * HOUR_MS);
    await service.get(Database).transaction((transaction) => uploads.begin(transaction, attempt, dueAt));
    const { Readable } = await import('node:stream');
    await service.files.write(attempt.storageKey, Readable.from(['all of it']));
    later(30 * HOUR_MS);
    await sweep();
    expect(await rowsOf(attempt.id)).toEqual([]);
    await expect(bytesOf(attempt.storageKey)).rejects.toThrow('file-unavailable');
  });

  it('when two sweep and others release at the same time, then each upload is released or gone, and never both', async () => {
    const outcomes = await race();
    expect(outcomes).toEqual(outcomes.map(({ released }) => ({ released, isThere: released })));
    await allIsWell();
  });

  it('then without the state as judge a released file is lost (negative control)', async () => {
    const uploads = service.get(UploadRepository);
    const judged = uploads.giveUpDue.bind(uploads);
    let released: Promise<unknown> = Promise.resolve();
    const id = newId();
    await put(id, 'lost');
    later(24 * HOUR_MS);
    let looks = 0;
    uploads.giveUpDue = async (transaction) => {
      if (looks++ > 0) return [];
      // What a naive sweep does: looks which files no release has, and removes them afterwards.
      const unused = await transaction.query<{ storageKey: string }>(
        `SELECT u.storage_key AS "storageKey" FROM uploads u WHERE u.id = $1
         AND NOT EXISTS (SELECT FROM release_files f WHERE f.storage_key = u.storage_key)`,
        [id],
      );
      released = release('lost', [id]);
      expect(await released).toMatchObject({ status: 201 });
      return unused.map(({ storageKey }) => storageKey);
    };
    try {
      await sweep();
    } finally {
      uploads.giveUpDue = judged;
    }
    await expect(bytesOf((await rowsOf(id))[0]?.storageKey ?? '')).rejects.toThrow('file-unavailable');
  });
});

/** Twenty uploads are due; half of them are being released while two sweeps run. */
async function race(): Promise<{ released: boolean; isThere: boolean }[]> {
  const ids = Array.from({ length: 20 }, () => newId());
  for (const id of ids) await put(id, id);
  const keys = new Map<string, string>();
  for (const id of ids) keys.set(id, (await rowsOf(id))[0]?.storageKey ?? '');
  later(24 * HOUR_MS);
  const releases = ids.filter((_, nth) => nth % 2 === 0).map(async (id, nth) => release(`race-${nth}`, [id]));
  const [answers] = await Promise.all([Promise.all(releases), sweep(), sweep()]);
  const outcomes = [];
  for (const [nth, id] of ids.entries()) {
    const released = nth % 2 === 0 && answers[nth / 2]?.status === 201;
    const isThere = await bytesOf(keys.get(id) ?? '').then(
      () => true,
      () => false,
    );
    outcomes.push({ released, isThere });
  }
  return outcomes;
}
