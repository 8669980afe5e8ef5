/** One node of a cluster on this machine. */
export interface KafkaNode {
  /** From 1. */
  readonly id: number;
  readonly dir: string;
  /** Where clients connect; the controller listens on the port after it. */
  readonly port: number;
  /** Where clients are told to connect, if a proxy stands before this node. */
  readonly advertisedPort?: number | undefined;
}

/** `node.properties` of a node that is broker and controller, small, and quick to notice that another has gone. */
export function kafkaSettings(node: KafkaNode, cluster: readonly KafkaNode[]): string {
  const copies = Math.min(cluster.length, 3);
  const inSync = Math.max(1, copies - 1);
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': node.id,
    'controller.quorum.voters': cluster.map(({ id, port }) => `${id}@127.0.0.1:${port + 1}`).join(','),
    listeners: `PLAINTEXT://127.0.0.1:${node.port},CONTROLLER://127.0.0.1:${node.port + 1}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${node.advertisedPort ?? node.port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': `${node.dir}/log`,
    // Ally makes its topics, with the right number of partitions and compaction.
    'auto.create.topics.enable': false,
    'default.replication.factor': copies,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': 3,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': inSync,
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': inSync,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1000,
    'broker.session.timeout.ms': 3000,
    'broker.heartbeat.interval.ms': 500,
    // The default of 128 MB would not fit into the heap.
    'log.cleaner.dedupe.buffer.size': 4_194_304,
    'num.network.threads': 2,
    'num.io.threads': 2,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
