import type { Cluster } from 'kafkajs';
import { groupAssigner } from './group-assigner.js';
import { kafkaClient, type KafkaAddress } from './kafka-client.js';

/**
 * What kafkajs asks the brokers through: it answers for many topics at once, and fetches for no group. kafkajs lends it to
 * whoever shares out partitions, and to nobody else; this consumer joins no group. It connects when it is first asked.
 */
export function lentCluster(address: KafkaAddress): Cluster {
  const lent: Cluster[] = [];
  kafkaClient(address).consumer({
    groupId: 'ally',
    allowAutoTopicCreation: false,
    partitionAssigners: [
      (config) => {
        lent.push(config.cluster);
        return groupAssigner({})(config);
      },
    ],
  });
  const [cluster] = lent;
  if (cluster === undefined) throw new Error('kafkajs did not ask who shares out partitions');
  return cluster;
}
