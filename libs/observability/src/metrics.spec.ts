import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Metrics } from './metrics.js';

describe('the metrics of a process', () => {
  let metrics: Metrics;

  beforeEach(() => {
    metrics = new Metrics();
    jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  });

  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('when two services ask for a metric of one name, then they share it', async () => {
    const ofOne = metrics.counter('sent', 'Sent.', ['service']);
    const ofOther = metrics.counter('sent', 'Sent.', ['service']);
    ofOne.inc({ service: 'one' });
    ofOther.inc({ service: 'other' }, 2);
    expect(await values('sent')).toEqual(['sent{service="one"} 1', 'sent{service="other"} 2']);
  });

  it('reads a gauge at each scrape, from all who know of it, and shows nothing that has gone', async () => {
    metrics.gauge('waiting', 'Waiting.', ['service', 'state']);
    let states = ['queued', 'stuck'];
    metrics.collect('waiting', async () =>
      states.map((state) => ({ labels: { service: 'one', state }, value: 3 })),
    );
    metrics.collect('waiting', () => [{ labels: { service: 'other', state: 'queued' }, value: 1 }]);
    expect(await values('waiting')).toEqual([
      'waiting{service="one",state="queued"} 3',
      'waiting{service="one",state="stuck"} 3',
      'waiting{service="other",state="queued"} 1',
    ]);
    states = ['queued'];
    expect(await values('waiting')).toEqual([
      'waiting{service="one",state="queued"} 3',
      'waiting{service="other",state="queued"} 1',
    ]);
  });

  it('when one reading fails, then that metric is missing, counted, and back once it works again', async () => {
    metrics.gauge('age', 'Age.');
    metrics.gauge('rows', 'Rows.');
    let works = false;
    metrics.collect('age', async () => {
      if (!works) throw new Error('the database is away');
      return 7;
    });
    metrics.collect('rows', () => 2);
    expect(await values('age', 'rows', 'ally_scrape_errors_total')).toEqual([
      'ally_scrape_errors_total{metric="age"} 1',
      'rows 2',
    ]);
    works = true;
    expect(await values('age', 'rows')).toEqual(['age 7', 'rows 2']);
  });

  it('when the database does not answer, then the scrape ends all the same, and does not ask twice at once', async () => {
    jest.useFakeTimers();
    metrics.gauge('slow', 'Slow.', ['nth']);
    metrics.gauge('quick', 'Quick.');
    let asked = 0;
    for (let nth = 0; nth < 30; nth++) {
      metrics.collect('slow', () => {
        asked++;
        return new Promise<number>(() => undefined);
      });
    }
    metrics.collect('quick', () => 1);

    const first = values('slow', 'quick', 'ally_scrape_errors_total');
    await jest.advanceTimersByTimeAsync(5_000);
    // Four at a time, a second for each, five in all: the rest, the quick one too, is not come to.
    expect(await first).toEqual([
      'ally_scrape_errors_total{metric="quick"} 1',
      'ally_scrape_errors_total{metric="slow"} 30',
    ]);
    expect(asked).toBe(20);

    const second = values('slow', 'quick');
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await second).toEqual(['quick 1']);
    expect(asked).toBe(30);
  });

  it('when two scrape at once, then both get all of it from one reading', async () => {
    metrics.gauge('rows', 'Rows.');
    let readings = 0;
    metrics.collect('rows', async () => ++readings);
    const [one, other] = await Promise.all([metrics.scrape(), metrics.scrape()]);
    expect(one).toBe(other);
    expect(one).toContain('\nrows 1\n');
  });

  it('tells of the process itself too', async () => {
    expect(await values('process_resident_memory_bytes')).toHaveLength(1);
  });

  /** The lines of some metrics, in the order of the alphabet. */
  async function values(...names: string[]): Promise<string[]> {
    const lines = (await metrics.scrape()).split('\n');
    return lines.filter((line) => names.includes(line.split(/[ {]/)[0] ?? '')).toSorted();
  }
});
