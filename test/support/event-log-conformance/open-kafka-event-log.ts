import { openEventLog as open } from '#libs/events';
import type { EventLogStrategy } from './event-log-strategy.js';

/** @param address the brokers, with commas between. */
export const openEventLog = (address: string) =>
  open({
    kafkaBrokers: address.split(','),
    databaseUrl: '',
    clientId: 'ally-test',
    onFatal: (error) =>
      setImmediate(() => {
        throw error; // which ends the process that runs the test
      }),
  });

/** The log in the Kafka that `TEST_KAFKA_BROKERS` names; every scene has topics and groups of its own there. */
export const kafkaEventLog: EventLogStrategy = {
  start: async () => {
    const address = process.env['TEST_KAFKA_BROKERS'];
    if (address === undefined)
      throw new Error('TEST_KAFKA_BROKERS has to name a broker: npm run servers -- up');
    return { address, stop: async () => undefined };
  },
  open: openEventLog,
  openModule: new URL(import.meta.url),
  noticesWithinMs: 30_000,
};
