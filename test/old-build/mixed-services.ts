import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#libs/database';
import { told } from '#libs/api-client';
import { freePort } from '../../apps/solo/src/free-port.js';
import { AllyClient, once, opensWith } from '../../tools/demo/ally-client.js';
import { stopAll } from '../../tools/servers/stop-all.js';
import { createProxy } from '../../tools/services/proxy.js';
import { SERVICES, type ServiceName } from '../../tools/services/routes.js';
import { ServiceProcess } from '../../tools/services/service-process.js';
import { Upstream } from '../../tools/services/upstream.js';
import { until } from '../support/until.js';
import { programsOf, type Build } from './builds.js';

/**
 * Runs each service from a build of its own on the database of a data folder, and has somebody take a seat and pay: each
 * step is a fact that one build writes and another reads.
 * @param stopped rejects when that is to end early.
 * @throws Error at the first step that does not happen.
 */
export async function takeASeatFrom(
  builds: Readonly<Record<ServiceName, Build>>,
  dataDir: string,
  stopped: Promise<never>,
): Promise<void> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
    undo.push(() => postgres.stop());
    const port = await freePort('127.0.0.1', 0);
    const url = `http://127.0.0.1:${port}`;
    const secrets = JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8')) as Secrets;
    const settings = settingsOf(dataDir, postgres.url('ally'), url, secrets);
    const processes: [ServiceName, ServiceProcess][] = [];
    undo.push(() => Promise.all(processes.map(([, process]) => process.stop())));
    for (const service of SERVICES)
      for (const file of programsOf(builds[service], service))
        processes.push([service, ServiceProcess.start(file, await freePort('127.0.0.1', 0), settings)]);
    const upstreams = Object.fromEntries(SERVICES.map((name) => [name, new Upstream()])) as Record<
      ServiceName,
      Upstream
    >;
    const allReady = processes.map(async ([service, process]) => {
      if (!(await process.ready())) throw new Error(`${service} of ${builds[service].name} does not start`);
    });
    await Promise.race([Promise.all(allReady), stopped]);
    // The first program of a service is the one with its HTTP.
    for (const [service, { url: own }] of processes.toReversed()) upstreams[service].switchTo(own);
    const proxy = await createProxy(upstreams, []);
    undo.push(() => proxy.close());
    await proxy.listen({ port, host: '127.0.0.1' });
    await Promise.race([takeASeat(new AllyClient(url, secrets.operatorKey)), stopped]);
  } finally {
    await stopAll(undo);
  }
}

interface Secrets {
  readonly instanceKey: string;
  readonly operatorKey: string;
}

function settingsOf(
  dataDir: string,
  databaseUrl: string,
  publicUrl: string,
  secrets: Secrets,
): NodeJS.ProcessEnv {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    ...(TMPDIR !== undefined && { TMPDIR }),
    LOG_LEVEL: 'warn',
    ALLY_TRUSTED_PROXIES: 'loopback',
    DATABASE_URL: databaseUrl,
    ALLY_PUBLIC_URL: publicUrl,
    ALLY_FILES_DIR: join(dataDir, 'files'),
    ALLY_INSTANCE_KEY: secrets.instanceKey,
    ALLY_OPERATOR_KEY: secrets.operatorKey,
    ALLY_FOUNDATION_NAME: 'Wright',
    ALLY_FOUNDATION_EMAIL: 'hello@ally.test',
    ALLY_FOUNDATION_ADDRESS: '1 Main St, Chicago',
  };
}

async function takeASeat(ally: AllyClient): Promise<void> {
  const { api } = ally;
  const sessions = await told(api.GET('/v1/sessions', { params: { query: { limit: 100 } } }));
  const session = sessions.data.find(({ seatsLeft, price }) => seatsLeft > 0 && price.amount > 0);
  if (session === undefined) throw new Error('did not happen: a session with a seat that costs something');
  const email = `ada-${Date.now()}@example.org`;
  const body = { sessionId: session.id, seats: 1, person: { name: 'Ada', email } };
  const held = await told(api.POST('/v1/enrollments', { params: { header: once() }, body }));
  if (held.quote === null) throw new Error('did not happen: a quote');
  const wish = { quote: held.quote };
  const order = await told(api.POST('/v1/checkouts', { params: { header: once() }, body: wish }));
  const sessionId = new URL(order.payUrl ?? '').pathname.split('/').at(-1) ?? '';
  await told(
    api.POST('/sandbox/pay/{sessionId}', { params: { path: { sessionId } }, body: { outcome: 'pay' } }),
  );
  const params = { path: { id: held.id } };
  await until(
    'the seat is confirmed',
    async () => {
      const { state } = await told(api.GET('/v1/enrollments/{id}', { params, ...opensWith(held.link) }));
      return state === 'confirmed';
    },
    20_000,
  );
  await until(
    'the confirmation with its dates and the receipt are there',
    async () => {
      const mails = await ally.mailsTo(email);
      const isConfirmed = mails.some(({ calendar }) => calendar !== undefined);
      return isConfirmed && mails.some(({ text }) => text.includes(order.orderId));
    },
    20_000,
  );
}
