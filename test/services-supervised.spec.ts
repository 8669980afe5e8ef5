import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Supervised } from '../tools/services/supervised.js';
import { Upstream } from '../tools/services/upstream.js';

/** A process that does what the test says. */
class PlayedProcess {
  readonly url: string;
  isReady = true;
  live = true;
  wasAskedToStop = false;
  readonly ended: Promise<string>;
  end: (how: string) => void = () => undefined;

  constructor(readonly pid: number) {
    this.url = `http://127.0.0.1:${pid}`;
    this.ended = new Promise((resolve) => (this.end = resolve));
  }

  ready = async () => this.isReady;
  isLive = async () => this.live;
  stop = async () => {
    this.wasAskedToStop = true;
    this.end('ended with 0');
  };
}

let started: PlayedProcess[];
let said: string[];
let upstream: Upstream;
let supervised: Supervised;
/** Said of each that is started from now on. */
let isReady: boolean;

beforeEach(async () => {
  jest.useFakeTimers();
  started = [];
  said = [];
  isReady = true;
  upstream = new Upstream();
  const start = async () => {
    const next = Object.assign(new PlayedProcess(1000 + started.length), { isReady });
    if (!isReady) next.end('ended with 1');
    started.push(next);
    return next;
  };
  supervised = new Supervised({ name: 'payments web', upstream, start }, (line) => said.push(line));
  await supervised.begin();
});

afterEach(async () => {
  await supervised.stop();
  jest.useRealTimers();
});

const seconds = (count: number) => jest.advanceTimersByTimeAsync(count * 1_000);
const first = () => started[0] as PlayedProcess;

describe('a process that is kept running', () => {
  it('when it ends with 1, as at an event log that is broken for good, then another one is started and asked', async () => {
    first().end('ended with 1');
    await seconds(0);
    expect(started).toHaveLength(2);
    expect(supervised.pid).toBe(1001);
    expect(upstream.url).toBe('http://127.0.0.1:1001');
    expect(said).toEqual([
      'payments web (process 1000) ended with 1; another one is started',
      'payments web (process 1001) is ready again',
    ]);
  });

  it('when it says that it stands still, at three looks in a row, then it is ended and another one is started', async () => {
    first().live = false;
    await seconds(25);
    expect(first().wasAskedToStop).toBe(false);
    await seconds(10);
    expect(first().wasAskedToStop).toBe(true);
    expect(supervised.pid).toBe(1001);
    expect(said[0]).toBe('payments web (process 1000) stands still');
  });

  it('when it gets on in between, then it is left alone', async () => {
    for (let nth = 0; nth < 5; nth++) {
      first().live = false;
      await seconds(20);
      first().live = true;
      await seconds(10);
    }
    expect(started).toHaveLength(1);
  });

  it('when none of its successors gets ready, then they are tried ever more rarely, and a stop waits for none of it', async () => {
    isReady = false;
    first().end('was ended by SIGKILL');
    await seconds(9);
    expect(started).toHaveLength(6); // after 0, 0.5, 1, 2 and 5 seconds
    await seconds(20);
    expect(started).toHaveLength(8);
    const tried = started.length;
    await supervised.stop();
    await seconds(60);
    expect(started).toHaveLength(tried);
  });

  it('when it is replaced, then the old one is asked to stop once its requests have ended, and not before', async () => {
    const target = await upstream.begin(performance.now());
    const replaced = supervised.replace();
    await seconds(1);
    expect([upstream.url, first().wasAskedToStop]).toEqual(['http://127.0.0.1:1001', false]);
    if (target !== undefined) upstream.end(target);
    expect(await replaced).toBe(true);
    expect([first().wasAskedToStop, supervised.pid]).toEqual([true, 1001]);
  });

  it('when its successor does not get ready, then it stays, and nobody takes it for replaced', async () => {
    isReady = false;
    expect(await supervised.replace()).toBe(false);
    expect([supervised.pid, first().wasAskedToStop]).toEqual([1000, false]);
    expect(said).toEqual(['payments web: its successor ended with 1; the old one stays']);
  });
});
