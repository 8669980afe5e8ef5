import { describe, expect, it } from '@jest/globals';
import { unread } from './copy-kafka-log.js';

describe('what a group has not read of a topic in Kafka', () => {
  const ends = new Map([
    [0, 10],
    [1, 5],
    [2, 0],
  ]);

  it('when the group has noted the end of every partition, then it has read all', () => {
    const noted = [at(0, 10), at(1, 5), at(2, -1)];
    expect(unread(ends, noted)).toBe(0);
  });

  it('when it has noted nothing of a partition, then all of that is unread', () => {
    expect(unread(ends, [at(0, 7), at(1, -1), at(2, -1)])).toBe(8);
    expect(unread(ends, [at(0, 10)])).toBe(5);
    expect(unread(ends, [])).toBe(15);
  });
});

const at = (partition: number, offset: number) => ({ partition, offset: String(offset) });
