import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import kafkajs from 'kafkajs';
import { clusterIdOf } from './cluster-id.js';
import { errorCodeOf } from './error-code.js';
import { freePorts } from './free-ports.js';
import { HOW_TO_GET_KAFKA, kafkaJars } from './kafka-jars.js';
import { kafkaSettings, type KafkaNode } from './kafka-settings.js';
import { ServerMissing, ServerProcess } from './server-process.js';

const { Kafka, KafkaJSError, logLevel } = kafkajs;

/** A Kafka of one's own; its nodes count from 1. */
export interface KafkaCluster {
  /** Where clients connect: `host:port` of each node, in order. */
  readonly brokers: readonly string[];
  /** Of each node, in order, as it runs or has run last. */
  readonly pids: readonly number[];
  /** Stops all nodes; their data stays in the folder. */
  stop(): Promise<void>;
  /** `kill -9` of one node, the first if nothing is said. */
  kill(node?: number): Promise<void>;
  /** Starts one node again, on the same port and data, and resolves once it serves. */
  startAgain(node?: number): Promise<void>;
}

const JAVA = process.env['JAVA_HOME'] === undefined ? 'java' : join(process.env['JAVA_HOME'], 'bin/java');
/** Quick to start; Kafka itself needs no more for tests. */
const JVM = ['-Xmx256m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
const LOG_WARNINGS = '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn';

/**
 * Starts the Kafka of a folder on loopback: one node, or several that replicate to each other. What runs there already
 * is taken as it is, if the ports are its own.
 * @param options dir: an absolute path; port: of the first node, each takes two in a row, any free ones when nothing is
 *   said; nodes: 1 when nothing is said; advertisedPort: where the clients of a single node are told to connect, if a
 *   proxy stands before it.
 * @throws ServerMissing when there is no Java, or no Maven to fetch Kafka with.
 */
export async function startKafka(options: {
  dir: string;
  port?: number;
  nodes?: number;
  advertisedPort?: number;
}): Promise<KafkaCluster> {
  const { dir, nodes: count = 1 } = options;
  const first = options.port ?? (await freePorts(2 * count));
  const nodes = Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    dir: join(dir, `node-${index + 1}`),
    port: first + 2 * index,
    advertisedPort: options.advertisedPort,
  }));
  const jars = await kafkaJars();
  const clusterId = await clusterIdOf(dir);
  const start = (node: KafkaNode) => launch(node, { nodes, jars, clusterId });
  const outcomes = await Promise.allSettled(nodes.map(start));
  const launched = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const stop = async () => {
    await Promise.all(launched.map((server) => server.stop()));
  };
  const failed = outcomes.find((each) => each.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  await Promise.all(nodes.map((node, index) => untilServing(node, clusterId, launched[index]))).catch(
    async (error: unknown) => {
      await stop();
      throw error;
    },
  );
  const at = (node: number) => {
    const [settings, server] = [nodes[node - 1], launched[node - 1]];
    if (settings === undefined || server === undefined) throw new Error(`There is no node ${node}.`);
    return { settings, server };
  };
  return {
    brokers: nodes.map(addressOf),
    get pids() {
      return launched.map(({ pid }) => pid);
    },
    stop,
    kill: (node = 1) => at(node).server.kill(),
    startAgain: async (node = 1) => {
      const { settings } = at(node);
      launched[node - 1] = await start(settings);
      await untilServing(settings, clusterId, launched[node - 1]);
    },
  };
}

const addressOf = ({ port }: KafkaNode) => `127.0.0.1:${port}`;

async function launch(
  node: KafkaNode,
  { nodes, jars, clusterId }: { nodes: readonly KafkaNode[]; jars: string; clusterId: string },
): Promise<ServerProcess> {
  const running = ServerProcess.find(node.dir);
  if (running) return running;
  await mkdir(node.dir, { recursive: true });
  const settings = join(node.dir, 'node.properties');
  await writeFile(settings, kafkaSettings(node, nodes));
  const java = [...JVM, LOG_WARNINGS, '-cp', join(jars, '*')];
  if (!existsSync(join(node.dir, 'log/meta.properties'))) {
    const format = [
      ...java,
      'kafka.tools.StorageTool',
      'format',
      `--cluster-id=${clusterId}`,
      '-c',
      settings,
    ];
    await promisify(execFile)(JAVA, format).catch((cause: unknown) => {
      throw errorCodeOf(cause) === 'ENOENT' ? new ServerMissing(HOW_TO_GET_KAFKA, { cause }) : cause;
    });
  }
  return ServerProcess.start(node.dir, JAVA, [...java, 'kafka.Kafka', settings], HOW_TO_GET_KAFKA);
}

/** A node serves once it counts itself among the brokers and knows the controller. */
async function untilServing(
  node: KafkaNode,
  clusterId: string,
  server: ServerProcess | undefined,
): Promise<void> {
  const client = new Kafka({
    clientId: 'servers',
    brokers: [addressOf(node)],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1000,
    requestTimeout: 5000,
    retry: { retries: 0 },
  });
  await server?.untilReady(async () => {
    const admin = client.admin();
    try {
      await admin.connect();
      const { brokers, controller, clusterId: found } = await admin.describeCluster();
      return found === clusterId && controller !== null && brokers.some(({ nodeId }) => nodeId === node.id);
    } catch (error) {
      if (error instanceof KafkaJSError) return false;
      throw error;
    } finally {
      await admin.disconnect();
    }
  });
}
