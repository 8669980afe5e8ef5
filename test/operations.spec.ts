import { once } from 'node:events';
import { request as startRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { collectSpans, type CollectedSpan } from './support/collect-spans.js';
import { startSolo, temporaryDataDir, type Solo } from './support/start-solo.js';
import { until } from './support/until.js';

const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const AT_ONCE = 200;
/** Whoever knocks more often keeps the door open. */
const KNOCK_AGAIN_MS = 150;

interface Enrolled {
  readonly id: string;
  readonly link: string;
}

describe('an Ally that is looked after', () => {
  let solo: Solo;
  let folder: Awaited<ReturnType<typeof temporaryDataDir>>;
  let collector: Awaited<ReturnType<typeof collectSpans>>;
  let freeSession: string;

  beforeAll(async () => {
    collector = await collectSpans();
    folder = await temporaryDataDir();
    solo = await startSolo({
      dataDir: folder.dataDir,
      settings: {
        LOG_LEVEL: 'info',
        LOG_FORMAT: 'json',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
        OTEL_SERVICE_NAME: 'ally-under-test',
        OTEL_BSP_SCHEDULE_DELAY: '100',
        ALLY_RATE_LIMITS: '100',
      },
    });
    const sessions = await fetch(`${solo.url}/v1/sessions?limit=100`);
    const { data } = (await sessions.json()) as { data: { id: string; workshop: { slug: string } }[] };
    freeSession = data.find(({ workshop }) => workshop.slug === 'an-open-evening-on-coaching')?.id ?? '';
  }, 60_000);

  afterAll(async () => {
    await solo.end('SIGTERM');
    await folder.remove();
    await collector.stop();
  }, 60_000);

  it('is live and ready, and says so in a form that nothing keeps', async () => {
    for (const [path, answer] of Object.entries({
      '/health/live': { status: 'live' },
      '/health/ready': {
        status: 'ready',
        checks: { catalog: 'up', enrollment: 'up', payments: 'up', notifications: 'up' },
      },
    })) {
      const response = await fetch(solo.url + path);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await response.json()).toEqual(answer);
    }
  });

  it('when somebody enrolls, then one trace leads from their request to the mail that was sent', async () => {
    const answer = await enroll(
      { name: 'Traced', email: 'traced@example.org' },
      { traceparent: TRACEPARENT },
    );
    expect(answer.status).toBe(201);
    const ofTrace = () => collector.spans.filter(({ traceId }) => traceId === TRACE);
    const named = (name: string) => ofTrace().filter((span) => span.name === name);
    await until('the mail has been sent within the trace', () => named('send message').length > 0);

    const [request] = named('POST /v1/enrollments');
    expect(request).toMatchObject({ service: 'ally-under-test', parentSpanId: '00f067aa0ba902b7' });
    expect(named('pg.query:COMMIT ally').length).toBeGreaterThan(2);
    const [sent] = named('send message');
    expect(ancestors(sent, ofTrace())).toEqual([
      'notifications.tell-about-enrollments enrollment.enrollment.confirmed',
      'POST /v1/enrollments',
    ]);
  });

  it('when a link is followed, then neither its token nor whose it is stands in a log line or a span', async () => {
    const answer = await enroll({ name: 'Grace Quiet', email: 'quiet@example.org' });
    const { id, link } = (await answer.json()) as Enrolled;
    const shown = await fetch(`${solo.url}/v1/enrollments/${id}?token=${link}`);
    expect(shown.status).toBe(200);
    await until('the request has been logged', () =>
      requestLines().some(({ route }) => route.endsWith('/:id')),
    );
    const [signature] = link.split('.').slice(-1);
    const told = solo.output() + JSON.stringify(collector.spans);
    for (const secret of [signature ?? link, 'quiet@example.org', 'Grace Quiet'])
      expect(told).not.toContain(secret);
  });

  it('logs one line for each request, by the pattern of its route, and none for probes and scrapes', async () => {
    for (const path of ['/health/live', '/health/ready', '/metrics']) await fetch(solo.url + path);
    const answer = await fetch(`${solo.url}/v1/articles/need-an-ally`);
    const requestId = answer.headers.get('request-id');
    const mine = () => requestLines().filter((line) => line.requestId === requestId);
    await until('the request has been logged', () => mine().length > 0);
    expect(mine()).toEqual([
      {
        level: 'info',
        time: expect.any(String),
        msg: 'request',
        context: 'http',
        method: 'GET',
        route: '/v1/articles/:slug',
        status: 200,
        ms: expect.any(Number),
        requestId,
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    ]);
    expect(requestLines().filter(({ route }) => /health|metrics/.test(route))).toEqual([]);
  });

  it('tells its metrics to whoever is on this machine', async () => {
    const response = await fetch(`${solo.url}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain');
    const text = await response.text();
    for (const name of METRICS) expect(text).toMatch(new RegExp(`^${name}[ {]`, 'm'));
    expect(text).toContain('method="POST",route="/v1/enrollments",status="201"');
    expect(text).not.toMatch(/^ally_scrape_errors_total\{/m);
  });

  it('when 200 requests are in flight as it is stopped, then each is answered and kept, and nobody new is let in', async () => {
    await makeRoom();
    const inFlight = await Promise.all(Array.from({ length: AT_ONCE }, (_, nth) => beginToEnroll(nth)));
    const ended = solo.end('SIGTERM');
    await until('nobody new is let in', async () => {
      await pause(KNOCK_AGAIN_MS);
      return fetch(`${solo.url}/health/live`).then(
        () => false,
        () => true,
      );
    });
    const answers = await Promise.all(inFlight.map((finish) => finish()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await ended).toBe(0);

    solo = await startSolo({ dataDir: folder.dataDir });
    const kept = await rows<{ id: string }>('SELECT id FROM enrollment.enrollments WHERE id = ANY ($1)', [
      answers.map(({ id }) => id),
    ]);
    expect(kept).toHaveLength(AT_ONCE);
  }, 60_000);

  async function enroll(person: { name: string; email: string }, headers: Record<string, string> = {}) {
    return fetch(`${solo.url}/v1/enrollments`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ sessionId: freeSession, seats: 1, person }),
    });
  }

  /** Sends the head of a request and waits until Ally has said that it takes the body; resolves to what sends the rest. */
  async function beginToEnroll(nth: number): Promise<() => Promise<{ status: number; id: string }>> {
    const body = JSON.stringify({
      sessionId: freeSession,
      seats: 1,
      person: { name: `Guest ${nth}`, email: `guest-${nth}@example.org` },
    });
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': body.length,
      Expect: '100-continue',
    };
    const request: ClientRequest = startRequest(`${solo.url}/v1/enrollments`, { method: 'POST', headers });
    request.flushHeaders();
    await once(request, 'continue');
    return async () => {
      request.end(body);
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      const { id } = (await json(response)) as Enrolled;
      return { status: response.statusCode ?? 0, id };
    };
  }

  async function makeRoom(): Promise<void> {
    await rows('UPDATE enrollment.sessions SET capacity = 1000 WHERE id = $1', [freeSession]);
  }

  async function rows<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    const database = new Client({ connectionString: solo.databaseUrl() });
    await database.connect();
    const result = await database.query(sql, parameters);
    await database.end();
    return result.rows as Row[];
  }

  function requestLines(): { requestId: string; route: string }[] {
    return solo
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { msg: string; requestId: string; route: string })
      .filter(({ msg }) => msg === 'request');
  }
});

const METRICS = [
  'ally_http_request_duration_seconds_count',
  'ally_outbox_facts',
  'ally_outbox_oldest_seconds',
  'ally_consumer_lag_events',
  'ally_due_work_overdue_seconds',
  'ally_jobs',
  'ally_holds',
  'ally_sends_total',
  'process_resident_memory_bytes',
  'nodejs_eventloop_lag_p99_seconds',
];

/** The names of the spans that led to this one. */
function ancestors(span: CollectedSpan | undefined, all: readonly CollectedSpan[]): string[] {
  const parent = all.find(({ spanId }) => spanId === span?.parentSpanId);
  return parent === undefined ? [] : [parent.name, ...ancestors(parent, all)];
}
