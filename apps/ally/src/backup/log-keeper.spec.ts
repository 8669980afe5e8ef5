import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventLog, LoggedEvent } from '#libs/events';
import { HandOver } from '../../../../tools/event-logs/hand-over.js';
import { LogKeeper } from './log-keeper.js';

/** More than streams take before they want to be waited for. */
const events = Array.from({ length: 2_000 }, (_, nth): LoggedEvent => ({
  id: `event-${nth}`,
  topic: 'payments.order.v1',
  type: 'x',
  schemaVersion: 1,
  key: 'k',
  traceparent: null,
  occurredAt: new Date(0),
  data: {},
}));

/** A log that holds other events at each look. */
function log(): EventLog {
  let looks = 0;
  const next = (deliver: (events: readonly LoggedEvent[]) => Promise<void>) => {
    looks++;
    return deliver(events.map((event) => ({ ...event, id: `${event.id} of ${looks}` })));
  };
  return Object.assign(new HandOver(), { read: async () => ({ next, close: async () => undefined }) });
}

describe('keeping a log', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ally-keep-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('when all can be written, then it has every event', async () => {
    const keeper = await LogKeeper.open(log(), folder);
    await keeper.catchUp();
    await keeper.catchUp();
    expect(await keeper.finish()).toMatchObject([{ rows: 2 * events.length }, { rows: 1 }]);
    await keeper.close();
  });

  it.each([
    ['there is no folder to write into', 'tables', 'EEXIST'],
    ['the file cannot be made', join('tables', 'event_log.events.copy.gz'), 'EEXIST'],
  ])('when %s, then a look says so, and each after it, and none waits for ever', async (_, inTheWay, why) => {
    await mkdir(join(folder, inTheWay, '..'), { recursive: true });
    await writeFile(join(folder, inTheWay), 'is in the way');
    const keeper = await LogKeeper.open(log(), folder);
    // How much is taken before the file is asked for is up to the streams.
    const looks = async () => {
      for (let look = 0; look < 100; look++) await keeper.catchUp();
    };
    await expect(looks()).rejects.toThrow(why);
    await expect(keeper.catchUp()).rejects.toThrow(why);
    await expect(keeper.finish()).rejects.toThrow(why);
    await keeper.close();
  });
});
