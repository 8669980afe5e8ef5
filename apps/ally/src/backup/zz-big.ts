import { inBuildingTransaction } from '#libs/database';
import { PostgresEventLog } from '#libs/events';
import { migrationsOf } from '../migrate.js';
import { SERVICES } from '../service-database.js';
import { Loading } from './load.repository.js';
const t = () => Math.round(performance.now());
await inBuildingTransaction(process.env.URL_OF_IT ?? '', async ({ client, createSchema }) => {
  const loading = new Loading(client);
  await loading.prepare();
  await createSchema('event_log', PostgresEventLog.MIGRATIONS);
  for (const s of SERVICES) await createSchema(s, await migrationsOf(s));
  let a = t();
  await client.query(`INSERT INTO event_log.topics (name, next_offset) SELECT s || '.thing.v1', 250000 FROM unnest('{catalog,enrollment,payments,notifications}'::text[]) s`);
  await client.query(`INSERT INTO event_log.events (topic, "offset", id, type, key, occurred_at, data)
    SELECT s || '.thing.v1', n, gen_random_uuid(), 'x', (n % 20000)::text, now(), '{"a": "some fact of about two hundred bytes, which is what they usually have, more or less; and so on and on and on until it is long enough"}'
    FROM unnest('{catalog,enrollment,payments,notifications}'::text[]) s, generate_series(0, 249999) n`);
  for (const s of SERVICES) await client.query(`INSERT INTO ${s}.inbox (consumer, event_id, topic, key) SELECT '${s}.c', id, topic, key FROM event_log.events`);
  console.log('filled', t() - a); a = t();
  await loading.tellAgain(SERVICES);
  console.log('told again', t() - a);
  const { rows } = await client.query(`SELECT count(*), min(position), max(position) FROM payments.outbox`);
  console.log(rows);
  throw new Error('enough');
}).catch((e: unknown) => console.log(String(e)));
