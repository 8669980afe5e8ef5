import { randomUUID } from 'node:crypto';
import { fetchFile } from './fetch-file.js';
import { atThePayPage, checkOut } from './orders.js';
import { signIn } from './sign-in.js';
import { mailedLink, type Story, type Visit } from './visit.js';

interface LibraryItem {
  readonly entitlementId: string;
  readonly release: { readonly files: readonly { fileId: string; size: number }[] } | null;
}

/** Courses that are bought, downloaded by the link of the mail, and sometimes looked up again by signing in. */
export const buyACourse: Story = {
  weight: 3,
  async play(visit) {
    const { random, offers, person } = visit;
    const wanted = new Set([random.oneOf(offers.courseIds), random.oneOf(offers.courseIds)]);
    const items = [...wanted].map((courseId) => ({ courseId }));
    const opened = await checkOut(visit, { items, person }, null);
    if (opened === undefined || random.chance(0.1)) return;
    if (random.chance(0.2)) await atThePayPage(visit, opened, 'decline');
    await atThePayPage(visit, opened, 'pay');
    const link = await mailedLink(visit, '/downloads?token=');
    if (link !== undefined) await download(visit, link.searchParams.get('token') ?? '');
    if (link !== undefined && random.chance(0.4)) await signIn(visit);
  },
};

async function download(visit: Visit, token: string): Promise<void> {
  const { client, random, largestFile } = visit;
  const { body } = await client.get('/v1/library', token);
  const items = (body['data'] ?? []) as readonly LibraryItem[];
  const files = items.flatMap(({ entitlementId, release }) =>
    (release?.files ?? []).map((file) => ({ entitlementId, ...file })),
  );
  const file = random.oneOf(files.filter(({ size }) => size <= largestFile));
  const key = randomUUID();
  const { entitlementId, fileId } = file;
  const answer = await client.post('/v1/downloads', { entitlementId, fileId }, { key, token });
  if (answer.status !== 201) {
    client.known.contradictions.push(
      `a download was answered ${answer.status} ${String(answer.body['code'])}`,
    );
    return;
  }
  client.known.acknowledge('downloads', { key, fileId });
  const { bytes, sha256 } = await fetchFile(visit, String(answer.body['url']), file.size);
  client.known.acknowledge('transfers', { fileId, bytes, sha256 });
}
