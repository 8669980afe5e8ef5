import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/database';
import { entitlementLink, KeyRing, personSession } from '#libs/identity';
import { startPayments, type PaymentsUnderTest } from '../../../../test/support/payments-app.js';

const CONTENT = Array.from({ length: 200_000 }, (_, index) => `breath ${index}`).join('\n');
const SHA256 = createHash('sha256').update(CONTENT).digest();

describe('library and downloads', () => {
  let payments: PaymentsUnderTest;
  let courseId: string;
  let fileId: string;
  let entitlementId: string;
  let session: string;
  let link: string;

  beforeAll(async () => {
    payments = await startPayments();
    const course = await payments.course({ 'Atemübung.wav': CONTENT });
    courseId = course.courseId;
    fileId = course.files[0]?.fileId ?? '';
  });
  afterAll(() => payments.stop());

  beforeEach(async () => {
    const person = { name: 'Ada Example', email: `${newId()}@example.org` };
    const { body } = await payments.post('/v1/checkouts', { items: [{ courseId }], person });
    await payments.post(body.payUrl, { outcome: 'pay' });
    await payments.settle();
    const personId = payments.get(KeyRing).personIdOf(person.email);
    session = await payments.sign.sign(personSession, { personId });
    entitlementId = (await library(session)).body.data[0].entitlementId;
    link = await payments.sign.sign(entitlementLink, { objectId: entitlementId, epoch: 1 });
  });

  const library = async (token: string) => {
    const response = await fetch(`${payments.url}/v1/library`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
  const start = (token: string, wish: object = { entitlementId, fileId }, key?: string) =>
    payments.post('/v1/downloads', wish, {
      Authorization: `Bearer ${token}`,
      ...(key !== undefined && { 'Idempotency-Key': key }),
    });
  const startedUrl = async (): Promise<string> => (await start(session)).body.url;
  const downloadsSaid = async () =>
    (await payments.facts(entitlementId)).filter(({ type }) => /downloaded/.test(type));

  it('when a course is paid, then its person has the right to it, once', async () => {
    expect(await payments.facts(entitlementId)).toMatchObject([
      { type: 'payments.entitlement.granted', data: { courseId, version: 1, epoch: 1 } },
    ]);
    expect(await library(session)).toMatchObject({
      status: 200,
      body: {
        data: [
          {
            entitlementId,
            course: { id: courseId, title: 'A course' },
            release: {
              version: '1.0',
              files: [{ fileId, name: 'Atemübung.wav', size: Buffer.byteLength(CONTENT) }],
            },
          },
        ],
      },
    });
  });

  it('when a link is shown instead of a sign-in, then it opens its own entitlement and no other', async () => {
    expect((await library(link)).body.data).toHaveLength(1);
    expect((await start(link)).status).toBe(201);
    const other = await payments.sign.sign(entitlementLink, { objectId: newId(), epoch: 1 });
    const old = await payments.sign.sign(entitlementLink, { objectId: entitlementId, epoch: 0 });
    const stranger = await payments.sign.sign(personSession, { personId: newId() });
    for (const token of [other, old, stranger]) expect((await start(token)).status).toBe(404);
    expect((await library(stranger)).body.data).toEqual([]);
    expect((await library('nonsense')).status).toBe(401);
  });

  it('when the file is not of the course, then there is no such file', async () => {
    expect(await start(session, { entitlementId, fileId: newId() })).toMatchObject({
      status: 404,
      body: { code: 'file-unknown' },
    });
  });

  it('sends the whole file with its name, digest and tag', async () => {
    const response = await fetch(await startedUrl());
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(CONTENT);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'cache-control': 'private',
      'content-disposition': `attachment; filename="Atem_bung.wav"; filename*=UTF-8''Atem%C3%BCbung.wav`,
      'content-length': String(Buffer.byteLength(CONTENT)),
      'content-type': 'audio/wav',
      etag: `"${SHA256.toString('hex')}"`,
      'repr-digest': `sha-256=:${SHA256.toString('base64')}:`,
    });
  });

  it('answers HEAD alike, without the bytes, and does not take it for a download', async () => {
    const response = await fetch(await startedUrl(), { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(CONTENT)));
    expect(await response.text()).toBe('');
    expect(await downloadsSaid()).toEqual([]);
  });

  it('when a transfer breaks off, then it is resumed and the whole has the right checksum', async () => {
    const url = await startedUrl();
    const breaking = new AbortController();
    const first = await fetch(url, { signal: breaking.signal });
    const chunk = (await first.body?.getReader().read())?.value ?? new Uint8Array();
    breaking.abort();
    const rest = await fetch(url, {
      headers: { Range: `bytes=${chunk.length}-`, 'If-Range': first.headers.get('etag') ?? '' },
    });
    expect(rest.status).toBe(206);
    expect(rest.headers.get('content-range')).toBe(
      `bytes ${chunk.length}-${Buffer.byteLength(CONTENT) - 1}/${Buffer.byteLength(CONTENT)}`,
    );
    const digest = createHash('sha256')
      .update(chunk)
      .update(new Uint8Array(await rest.arrayBuffer()))
      .digest();
    expect(digest.equals(SHA256)).toBe(true);
    expect(await downloadsSaid()).toHaveLength(1);
  });

  it.each([
    ['the last bytes', { Range: 'bytes=-4' }, 206, CONTENT.slice(-4)],
    [
      'a range of a file that has changed since',
      { Range: 'bytes=4-', 'If-Range': '"another"' },
      200,
      CONTENT,
    ],
    ['a file that is known', { 'If-None-Match': `"${SHA256.toString('hex')}"` }, 304, ''],
  ])('when somebody asks for %s, then %j is answered with %d', async (_, headers, status, content) => {
    const response = await fetch(await startedUrl(), { headers: new Headers(Object.entries(headers)) });
    expect([response.status, await response.text()]).toEqual([status, content]);
  });

  it('when only the headers are asked for, then a range means nothing', async () => {
    const response = await fetch(await startedUrl(), { method: 'HEAD', headers: { Range: 'bytes=0-3' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(CONTENT)));
  });

  it('when the same key starts it again, then it is the same download, with an address that is usable anew', async () => {
    const key = newId();
    const answers = [
      ...(await Promise.all([start(session, undefined, key), start(session, undefined, key)])),
      await start(link, undefined, key),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const replayed = answers.map(({ headers }) => headers.get('Idempotency-Replayed'));
    expect(replayed.toSorted()).toEqual([null, 'true', 'true'].toSorted());
    payments.after(10 * 60_000);
    const late = await start(session, undefined, key);
    expect(late.body.expiresAt).toBe(new Date(payments.clock.now().getTime() + 15 * 60_000).toISOString());
    for (const { body } of [...answers, late]) await (await fetch(body.url)).arrayBuffer();
    expect(await downloadsSaid()).toHaveLength(1);
  });

  it('when a key comes with another file, or from somebody else, then nothing is given', async () => {
    const key = newId();
    await start(session, undefined, key);
    expect(await start(session, { entitlementId, fileId: newId() }, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
    const stranger = await payments.sign.sign(personSession, { personId: newId() });
    expect((await start(stranger, undefined, key)).status).toBe(404);
  });

  it('lets nobody store what shows or starts downloads, nor learn its address', async () => {
    const shown = await fetch(`${payments.url}/v1/library?token=${link}`);
    for (const { headers } of [shown, await start(session)]) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('when a range is beyond the end, then a problem says so, and how long the file is', async () => {
    const response = await fetch(await startedUrl(), { headers: { Range: 'bytes=99999999-' } });
    expect(response.headers.get('content-range')).toBe(`bytes */${Buffer.byteLength(CONTENT)}`);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({ status: 416, code: 'range-not-satisfiable' });
    for (const header of ['content-disposition', 'repr-digest', 'etag']) {
      expect(response.headers.get(header)).toBeNull();
    }
    expect(await downloadsSaid()).toEqual([]);
  });

  it('when a download is fetched many times at once, then it is told once, and a second download again', async () => {
    const url = await startedUrl();
    await Promise.all(Array.from({ length: 8 }, async () => (await fetch(url)).arrayBuffer()));
    await (await fetch(await startedUrl())).arrayBuffer();
    expect((await downloadsSaid()).map(({ data }) => data['version'])).toEqual([2, 3]);
  });

  it('when a quarter of an hour has passed, then the address is of no use', async () => {
    const { body } = await start(session);
    expect(body.expiresAt).toBe(new Date(payments.clock.now().getTime() + 15 * 60_000).toISOString());
    payments.after(15 * 60_000);
    const response = await fetch(body.url);
    expect([response.status, await response.json()]).toMatchObject([410, { code: 'link-expired' }]);
    expect((await fetch(`${payments.url}/v1/downloads/${session}`)).status).toBe(401);
  });

  it('when the entitlement is revoked, then nothing of it can be fetched any more', async () => {
    const url = await startedUrl();
    await payments.database.query('UPDATE entitlements SET revoked_at = $2 WHERE id = $1', [
      entitlementId,
      payments.clock.now(),
    ]);
    expect((await fetch(url)).status).toBe(404);
    expect((await start(session)).status).toBe(404);
    expect((await library(link)).status).toBe(404);
    expect((await library(session)).body.data).toEqual([]);
  });

  it('has a page for the link in the mail, on which a button fetches a file', async () => {
    const page = await (await fetch(`${payments.url}/downloads?token=${link}`)).text();
    expect(page).toContain('Atemübung.wav');
    const action = /action="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const pressed = await fetch(payments.url + action, {
      method: 'POST',
      headers: { Accept: 'text/html' },
      body: new URLSearchParams({ entitlementId, fileId }),
    });
    expect([pressed.redirected, pressed.status, await pressed.text()]).toEqual([true, 200, CONTENT]);
  });

  it('when a newer release comes, then a download that was started goes on with the older file', async () => {
    const url = await startedUrl();
    const { courseId: other, files } = await payments.course({ 'newer.wav': 'newer' });
    await payments.database.query(
      `UPDATE course_facts SET release = (SELECT release FROM course_facts WHERE course_id = $2) WHERE course_id = $1`,
      [courseId, other],
    );
    expect((await fetch(url, { method: 'HEAD' })).headers.get('etag')).toBe(`"${SHA256.toString('hex')}"`);
    expect((await library(session)).body.data[0].release.files).toMatchObject([{ fileId: files[0]?.fileId }]);
  });

  it('when its course is withdrawn, then who has bought it still gets it', async () => {
    await payments.database.query(`UPDATE course_facts SET state = 'withdrawn'`);
    const [held] = (await library(session)).body.data;
    const wanted = { entitlementId, fileId: held.release.files[0].fileId };
    expect(await start(session, wanted)).toMatchObject({ status: 201 });
    await payments.database.query(`UPDATE course_facts SET state = 'published'`);
  });
});
