import { Logger } from '@nestjs/common';
import kafkajs, { type Admin, type IResourceConfigEntry } from 'kafkajs';
import { isCompacted } from '#libs/contracts';
import { EVENT_RETENTION_DAYS } from '../retention.js';
import type { KafkaAdmin } from './kafka-admin.js';

/** Of every topic. A constant: another number would send later facts of a key past those that are still to be read. */
export const PARTITIONS = 6;

const DAY_MS = 86_400_000;
const RETENTION_MS = EVENT_RETENTION_DAYS * DAY_MS;

/** Makes the topics that are written or read, with what they have to promise, and holds existing ones to it. */
export class KafkaTopics {
  private readonly logger = new Logger(KafkaTopics.name);
  private readonly known = new Map<string, Promise<void>>();

  constructor(private readonly admin: KafkaAdmin) {}

  /** Afterwards the topics exist. Several processes may ask at once; each topic is looked at once per process. */
  async ensure(topics: readonly string[]): Promise<void> {
    const fresh = topics.filter((topic) => !this.known.has(topic));
    if (fresh.length > 0) {
      const made = this.make(fresh);
      for (const topic of fresh) this.known.set(topic, made);
      made.catch(() => fresh.forEach((topic) => this.known.delete(topic)));
    }
    await Promise.all(topics.map((topic) => this.known.get(topic)));
  }

  private async make(topics: readonly string[]): Promise<void> {
    await this.admin.ask(async ({ admin }) => {
      const { brokers } = await admin.describeCluster();
      const replicas = Math.min(3, brokers.length);
      await admin.createTopics({
        topics: topics.map((topic) => ({
          topic,
          numPartitions: PARTITIONS,
          replicationFactor: replicas,
          configEntries: entriesOf(configOf(topic, replicas)),
        })),
      });
      for (const topic of topics) await this.align(admin, topic, configOf(topic, replicas));
    });
  }

  /** A topic that exists may be older than what is promised now. Its partitions stay as they are. */
  private async align(admin: Admin, topic: string, wanted: Record<string, string>): Promise<void> {
    const resource = { type: kafkajs.ConfigResourceTypes.TOPIC, name: topic };
    const { resources } = await admin.describeConfigs({ resources: [resource], includeSynonyms: false });
    const current = resources[0]?.configEntries ?? [];
    const valueOf = (name: string) => current.find(({ configName }) => configName === name)?.configValue;
    const wrong = Object.keys(wanted).filter((name) => valueOf(name) !== wanted[name]);
    if (wrong.length === 0) return;
    this.logger.warn(`${topic}: sets ${wrong.map((name) => `${name}=${wanted[name] ?? ''}`).join(', ')}`);
    // The request replaces all that is set for the topic, so what an operator has set goes along.
    const set = current.filter(({ configSource }) => configSource === kafkajs.ConfigSource.TOPIC_CONFIG);
    const kept = Object.fromEntries(set.map(({ configName, configValue }) => [configName, configValue]));
    const configEntries = entriesOf({ ...kept, ...wanted });
    await admin.alterConfigs({ validateOnly: false, resources: [{ ...resource, configEntries }] });
  }
}

/**
 * Retention counts from when the broker got a fact: neither a fact that was long on its way nor one of a test clock is
 * gone early. A segment of a day, because only whole segments are deleted or compacted.
 */
function configOf(topic: string, replicas: number): Record<string, string> {
  return {
    'message.timestamp.type': 'LogAppendTime',
    'segment.ms': String(DAY_MS),
    ...(replicas === 3 ? { 'min.insync.replicas': '2' } : {}),
    ...(isCompacted(topic)
      ? COMPACTED
      : { 'cleanup.policy': 'delete', 'retention.ms': String(RETENTION_MS) }),
  };
}

/** Older facts of a key stay as long as those of other topics. Then they go, once something is written behind them. */
const COMPACTED = {
  'cleanup.policy': 'compact',
  'min.compaction.lag.ms': String(RETENTION_MS),
  'max.compaction.lag.ms': String(RETENTION_MS),
  'delete.retention.ms': String(RETENTION_MS),
  'min.cleanable.dirty.ratio': '0.1',
};

function entriesOf(config: Record<string, string>): IResourceConfigEntry[] {
  return Object.entries(config).map(([name, value]) => ({ name, value }));
}
