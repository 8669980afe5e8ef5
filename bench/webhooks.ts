import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { newId } from '#libs/database';
import { KeyRing } from '#libs/identity';
import { sandboxSecret } from '../apps/payments/src/provider/sandbox/sandbox-secret.js';
import type { SandboxWebhookBody } from '../apps/payments/src/provider/sandbox/sandbox-webhook.js';
import { signatureOf } from '../apps/payments/src/provider/sandbox/webhook-signature.js';
import { MeasuredProcess } from './measuring/child-process.js';
import { LoadClient } from './measuring/load.js';
import { cpuMsOf } from './measuring/cpu-and-memory.js';
import { benchmark } from './measuring/report.js';
import { interleave, type Arm, type Round } from './measuring/rounds.js';
import type { ServicesToRun } from './servers/services-server.js';

const CLIENTS = 16;
const ROUNDS = 3;
const ROUND_SECONDS = 1;
/** More than can be paid in all rounds. */
const ORDERS = 30_000;
const APPLIED_WITHIN_MS = 15_000;

const OPEN_ORDERS = `WITH opened AS (
    INSERT INTO payments.orders (id, version, state, person_id, enrollment_id, total_amount, currency, created_at,
      payable_until)
    SELECT gen_random_uuid(), 1, 'open', gen_random_uuid(), gen_random_uuid(), 5000, 'USD', '2026-01-01', '2099-01-01'
    FROM generate_series(1, $1) RETURNING id
  ), lines AS (
    INSERT INTO payments.order_lines (order_id, position, kind, item_id, description, quantity, unit_amount)
    SELECT id, 0, 'seat', gen_random_uuid(), 'A seat', 1, 5000 FROM opened
  )
  SELECT id FROM opened`;
const NOT_APPLIED = `SELECT count(*)::int AS count FROM payments.provider_events WHERE state IN ('received', 'unmatched')`;

/** Signed webhooks of captures over HTTP, each paying an order of its own, until the order is paid. */
await benchmark(async ({ postgres, databaseUrl, folder, afterwards }) => {
  const key = Buffer.alloc(32, 7);
  const server = MeasuredProcess.start(new URL('servers/services-server.ts', import.meta.url));
  afterwards(() => server.stop());
  const toRun: ServicesToRun = {
    databaseUrl,
    folder,
    services: ['payments'],
    instanceKey: key.toString('base64'),
  };
  const url = await server.ask<string>('start', toRun);
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  afterwards(() => database.end());
  const orders = (await database.query<{ id: string }>(OPEN_ORDERS, [ORDERS])).rows.map(({ id }) => id);
  const client = new LoadClient(url, CLIENTS);
  afterwards(() => client.close());

  const secret = sandboxSecret(new KeyRing(key));
  const post = (path: string) => () => {
    const orderId = orders.pop();
    if (orderId === undefined) throw new Error(`More than ${ORDERS} webhooks were taken`);
    const body = JSON.stringify(webhookOf(orderId));
    const signature = signatureOf(secret, Buffer.from(body), Math.floor(Date.now() / 1000));
    return client.post(path, body, { headers: { 'sandbox-signature': signature } });
  };
  const paid = async () => {
    const until = performance.now() + APPLIED_WITHIN_MS;
    while (((await database.query<{ count: number }>(NOT_APPLIED)).rows[0]?.count ?? 0) > 0) {
      if (performance.now() > until) throw new Error('Webhooks were not applied in time');
      await pause(10);
    }
  };
  const accept = () => client.load(ROUND_SECONDS, post('/v1/webhooks/sandbox'));
  const accepted = async (): Promise<Round> => {
    const round = await accept();
    await paid();
    return round;
  };
  const applied = async (): Promise<Round> => {
    const began = performance.now();
    const { units } = await accept();
    await paid();
    return { units, seconds: (performance.now() - began) / 1000, latencies: [] };
  };
  const arms: Arm[] = [
    { name: 'accepted (2xx)', round: accepted },
    { name: 'applied (order paid)', round: applied },
    { name: 'ceiling: kept', round: () => client.load(ROUND_SECONDS, post('/ceiling/webhooks')) },
  ];
  for (const arm of arms) await arm.round();
  return {
    unit: `One capture's webhook; ${CLIENTS} clients, fsync on. CPU is that of taking it in and applying it.`,
    ceiling:
      'A handler of the same server that checks the same signature and inserts the inbox row, and no more.',
    figures: await interleave(arms, ROUNDS, {
      node: () => server.cpuMs(),
      postgres: () => cpuMsOf(postgres.pid),
    }),
  };
});

function webhookOf(orderId: string): SandboxWebhookBody {
  const amount = { amount: 5000, currency: 'USD' };
  return {
    id: newId(),
    clientReference: orderId,
    data: { type: 'capture.succeeded', captureId: `capture_${newId()}`, amount },
  };
}
