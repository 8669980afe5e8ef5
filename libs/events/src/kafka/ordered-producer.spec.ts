import { afterEach, describe, expect, it, jest } from '@jest/globals';
import kafkajs, { type Producer, type ProducerConfig, type RecordMetadata } from 'kafkajs';
import { OrderedProducer } from './ordered-producer.js';

const TOPIC = 'probe.account.v1';
const PARTITIONS = [0, 1, 2, 3, 4, 5].map((partitionId) => ({
  partitionErrorCode: 0,
  partitionId,
  leader: 1,
  replicas: [1],
  isr: [1],
}));

afterEach(() => {
  jest.restoreAllMocks();
});

/**
 * A producer of Ally on a kafkajs that sends nothing and gives one answer after the other.
 * @param answers of the sends: what becomes of the partitions that were addressed.
 */
function producer(...answers: ((addressed: number[]) => number[])[]) {
  const sends: number[][] = [];
  let connected = 0;
  let disconnected = 0;
  let connecting: () => Promise<void> = async () => undefined;
  jest.spyOn(kafkajs.Kafka.prototype, 'producer').mockImplementation((config?: ProducerConfig) => {
    const choose = config?.createPartitioner?.();
    const sendBatch: Producer['sendBatch'] = async ({ topicMessages = [] }) => {
      const addressed = topicMessages.flatMap(({ topic, messages }) =>
        messages.map((message) => choose?.({ topic, message, partitionMetadata: PARTITIONS }) ?? -1),
      );
      sends.push(addressed);
      const taken = answers.shift()?.(addressed) ?? addressed;
      return taken.map((partition): RecordMetadata => ({ topicName: TOPIC, partition, errorCode: 0 }));
    };
    const connect = async () => {
      connected++;
      await connecting();
    };
    const disconnect = async () => void disconnected++;
    return { connect, disconnect, sendBatch } as unknown as Producer;
  });
  const ordered = new OrderedProducer({ brokers: ['127.0.0.1:1'], clientId: 'ally-test' });
  const messages = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => ({ key, value: '{}' }));
  return {
    sends,
    connected: () => connected,
    disconnected: () => disconnected,
    /** @param step what connecting takes from now on. */
    whenConnecting: (step: () => Promise<void>) => (connecting = step),
    send: (stopping?: AbortSignal) =>
      ordered.send([{ topic: TOPIC, messages }], async () => undefined, stopping),
  };
}

const refused = (type: string, retriable: boolean) => () => {
  throw Object.assign(new Error(type), { type, retriable });
};

describe('a send', () => {
  it('when each partition that was addressed is in the answer, then it is sent once', async () => {
    const { send, sends } = producer();
    await send();
    expect(sends).toHaveLength(1);
    expect(new Set(sends[0]).size).toBeGreaterThan(1);
  });

  it('when kafkajs has forgotten one of them and says that all went well, then all is sent again', async () => {
    const { send, sends, connected } = producer((addressed) =>
      addressed.filter((partition) => partition !== addressed[0]),
    );
    await send();
    expect(sends).toEqual([sends[0], sends[0]]);
    expect(connected()).toBe(1);
  });

  it('when the broker finds the numbers of the producer broken, then another one sends it', async () => {
    const { send, sends, connected } = producer(refused('OUT_OF_ORDER_SEQUENCE_NUMBER', false));
    await send();
    expect([sends.length, connected()]).toEqual([2, 2]);
  });

  it('when the broker will refuse it again, then whoever sends is told at once', async () => {
    const { send, sends } = producer(refused('MESSAGE_TOO_LARGE', false));
    await expect(send()).rejects.toThrow('MESSAGE_TOO_LARGE');
    expect(sends).toHaveLength(1);
  });

  it('when a producer cannot begin, then it is disconnected, and another one sends it', async () => {
    const { send, sends, connected, disconnected, whenConnecting } = producer();
    whenConnecting(async () => {
      whenConnecting(async () => undefined);
      throw Object.assign(new Error('nobody coordinates yet'), { retriable: true });
    });
    await send();
    expect([sends.length, connected(), disconnected()]).toEqual([1, 2, 1]);
  });

  it('when there is no time any more, then it ends at once, and what connects too late sends nothing', async () => {
    const { send, sends, disconnected, whenConnecting } = producer();
    const stopping = new AbortController();
    let connects = (): void => undefined;
    const isConnecting = new Promise<void>((begun) => {
      whenConnecting(() => new Promise((resolve) => void ((connects = resolve), begun())));
    });
    const sent = send(stopping.signal);
    await isConnecting;
    stopping.abort(new Error('Ally stops'));
    await expect(sent).rejects.toThrow('Ally stops');
    whenConnecting(async () => undefined);
    connects();
    await send();
    expect([sends.length, disconnected()]).toEqual([1, 1]);
  });
});
