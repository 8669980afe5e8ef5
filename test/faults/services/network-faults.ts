import { setTimeout as pause } from 'node:timers/promises';
import type { Amounts, Range, ServiceFault } from './service-fault.js';
import type { TcpProxy } from './tcp-proxy.js';

const SERVERS = { PostgreSQL: 'postgres', Kafka: 'kafka', Redis: 'redis' } as const;
const LATENCY_MS = 500;

/** What befalls the ways between Ally and its servers. */
export function networkFaults(amounts: Amounts): readonly ServiceFault[] {
  return [
    ...onTheWay('cut off', amounts.cut, amounts.cutMs, (way) => way.cut()),
    ...onTheWay('silent (connections stay, nothing passes)', amounts.silent, amounts.silentMs, (way) =>
      way.swallow(),
    ),
    ...onTheWay('half a second away, each way', amounts.slow, amounts.slowMs, (way) => way.delay(LATENCY_MS)),
  ];
}

function onTheWay(
  how: string,
  times: number,
  lasting: Range,
  spoil: (way: TcpProxy) => void,
): readonly ServiceFault[] {
  return Object.entries(SERVERS).map(([server, way]) => ({
    name: `${server} ${how}`,
    times,
    async strike({ ally: { servers }, random }) {
      const proxy = servers.ways[way];
      if (proxy === undefined) throw new Error(`There is no proxy before ${server}`);
      spoil(proxy);
      await pause(random.between(...lasting));
      await proxy.mend();
    },
  }));
}
