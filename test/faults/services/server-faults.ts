import { setTimeout as pause } from 'node:timers/promises';
import type { Ways } from './servers-under-fault.js';
import type { Amounts, SceneOfServices, ServiceFault } from './service-fault.js';

const AWAY_AT_LEAST_MS = 500;

/** What befalls the servers that Ally rests on, on one Kafka broker. */
export function serverFaults(amounts: Amounts): readonly ServiceFault[] {
  return [
    {
      name: 'PostgreSQL (its postmaster) killed',
      times: amounts.postgresKilled,
      strike: (scene) => away(scene, 'postgres', AWAY_AT_LEAST_MS),
    },
    {
      name: 'Kafka (its only broker) killed',
      times: amounts.kafkaKilled,
      strike: (scene) => away(scene, 'kafka', AWAY_AT_LEAST_MS),
    },
    {
      name: 'Redis killed',
      times: amounts.redisKilled,
      strike: (scene) => away(scene, 'redis', AWAY_AT_LEAST_MS),
    },
    {
      name: 'Redis wiped (FLUSHALL)',
      times: amounts.redisWiped,
      strike: ({ ally: { servers } }) => servers.wipeRedis(),
    },
    {
      name: 'Redis killed, and started empty',
      times: amounts.redisReplaced,
      strike: ({ ally: { servers } }) => servers.replaceRedis(),
    },
    {
      name: 'PostgreSQL refuses writes',
      times: amounts.writesRefused,
      async strike({ ally: { servers }, random }) {
        await servers.refuseWrites(true);
        await pause(random.between(...amounts.refusedMs));
        await servers.refuseWrites(false);
      },
    },
    {
      name: `Kafka away for ${Math.round(amounts.awayMs / 1000)} seconds`,
      times: amounts.kafkaAway,
      strike: (scene) => withoutKafka(scene, amounts.awayMs),
    },
  ];
}

/** On three brokers: each fact is on two of them, at least, before it counts as told, so one may be away. */
export const brokerFaults: readonly ServiceFault[] = [1, 2, 3].map((node) => ({
  name: `broker ${node} of three killed, and away until service is full`,
  times: 1,
  strike: ({ ally }: SceneOfServices) => ally.servers.kill('kafka', node),
  mend: ({ ally }: SceneOfServices) => ally.servers.kafka.startAgain(node),
}));

/** @param meanwhile done while it is away. */
async function away(
  { ally: { servers } }: SceneOfServices,
  name: keyof Ways,
  ms: number,
  meanwhile: { before(): void; after(): void } = { before: () => undefined, after: () => undefined },
): Promise<void> {
  await servers.kill(name);
  // Else the proxy would take connections, which a server that is away does not.
  servers.ways[name]?.cut();
  meanwhile.before();
  await pause(ms);
  meanwhile.after();
  await servers.ways[name]?.mend();
  await servers[name].startAgain();
}

/** Seats are taken and paid for meanwhile. */
async function withoutKafka(scene: SceneOfServices, ms: number): Promise<void> {
  const { known } = scene;
  const kinds = ['enrollments', 'orders', 'payments', 'reads', 'subscriptions'] as const;
  const count = () => kinds.map((kind) => known.acknowledged[kind].length);
  let before: number[] = [];
  await away(scene, 'kafka', ms, {
    before: () => void (before = count()),
    after: () =>
      count().forEach((after, nth) => {
        const during = after - (before[nth] ?? 0);
        known.note(`${kinds[nth]} without Kafka`, during);
        if (during === 0) known.contradictions.push(`no ${kinds[nth]} while Kafka was away`);
      }),
  });
}
