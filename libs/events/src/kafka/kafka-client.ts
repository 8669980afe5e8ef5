import { Logger } from '@nestjs/common';
import kafkajs, { type Kafka, type LogEntry } from 'kafkajs';
import { calmIdleConnections } from './idle-connections.js';

/** Where Kafka is, and who asks. */
export interface KafkaAddress {
  /** `host:port`; any of them leads to the others. */
  readonly brokers: readonly string[];
  /** Names this process to the broker. */
  readonly clientId: string;
}

/**
 * What one request may take of itself; whoever wants more patience asks again. Every value is given, because kafkajs has
 * others for `NODE_ENV=test`.
 */
const RETRY = { initialRetryTime: 100, maxRetryTime: 1_000, factor: 0.2, multiplier: 2, retries: 3 };

/** A client of its own for each purpose: kafkajs shares what a group has committed between the consumers of a client. */
export function kafkaClient({ brokers, clientId }: KafkaAddress): Kafka {
  calmIdleConnections();
  return new kafkajs.Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: 2_000,
    requestTimeout: 5_000,
    retry: RETRY,
    logLevel: kafkajs.logLevel.WARN,
    logCreator: () => writeLog,
  });
}

/** What kafkajs calls final though it passes: a new broker has no coordinators yet, and one under load is slow. */
const PASSING = ['KafkaJSGroupCoordinatorNotFound', 'KafkaJSLockTimeout', 'KafkaJSTimeout'];

/** Of a connection that was lost between two steps of kafkajs; an error without a class. */
const NOT_CONNECTED = 'Broker not connected';

/** True for what kafkajs gives up on, and need not. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return PASSING.includes(error.name) || error.message === NOT_CONNECTED || isPassing(error.cause);
}

/** False for what the broker will refuse again, such as a message that is too large. */
export function isRetriable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isPassing(error)) return true;
  if (error.cause instanceof Error) return isRetriable(error.cause);
  return !('retriable' in error) || error.retriable === true;
}

const logger = new Logger('Kafka');
/** A broker that is away is said so by each connection, many times in a second. */
const SAY_AGAIN_MS = 30_000;
const said = new Map<string, number>();

/** kafkajs calls an error what it goes on to recover from, so none of it is more than a warning here. */
function writeLog({ namespace, log }: LogEntry): void {
  // Each send is limited and repeated by OrderedProducer, which keeps the sequence.
  if (log.message.startsWith('Limiting retries for the idempotent producer')) return;
  const where = [log.groupId, log.topic, log.partition].filter((part) => part !== undefined).join(' ');
  const why = typeof log.error === 'string' ? `: ${log.error}` : '';
  const line = `${namespace} ${log.message}${why}${where === '' ? '' : ` (${where})`}`.replace(
    / in \d+ms/,
    ' soon',
  );
  // What a request or a send was refused for, who asked says again when it matters; rebalances are everyday.
  if (namespace === 'Connection' || namespace === 'Producer' || /rebalanc/i.test(line)) logger.debug(line);
  else if (!wasJustSaid(line)) logger.warn(line);
}

function wasJustSaid(line: string): boolean {
  const now = performance.now();
  for (const [each, at] of said) if (now - at > SAY_AGAIN_MS) said.delete(each);
  if (said.has(line)) return true;
  said.set(line, now);
  return false;
}
