import kafkajs from 'kafkajs';

/**
 * How many generations a group has had that nobody is in any more: each coming or going makes one, unless another comes
 * within it; so do the very first member, a rewind, and the last one's leaving.
 */
export async function generationsOf(
  brokers: readonly string[],
  group: string,
  topic: string,
): Promise<number> {
  const kafka = new kafkajs.Kafka({
    brokers: [...brokers],
    clientId: 'counter',
    logLevel: kafkajs.logLevel.ERROR,
  });
  const counter = kafka.consumer({ groupId: group, heartbeatInterval: 100 });
  const told = new Promise<number>((resolve) =>
    counter.on(counter.events.HEARTBEAT, ({ payload }) => resolve(payload.groupGenerationId)),
  );
  await counter.connect();
  try {
    await counter.subscribe({ topic });
    await counter.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: async ({ heartbeat }) => heartbeat(),
    });
    return (await told) - 1; // the last one is for the counter itself
  } finally {
    await counter.disconnect();
  }
}
