import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestClock } from '#libs/clock';
import { PostgresEventLog } from '#libs/events';
import { FolderStore } from '#libs/files';
import { PostgresJobBackend } from '#libs/jobs';
import { Metrics } from '#libs/observability';
import { runProcess, type RunningProcess } from '#libs/process';
import { soloServices } from '../apps/solo/src/solo-services.js';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.js';
import { TEST_KEY, TEST_OPERATOR_KEY } from './support/run-service.js';

const runbook = readFileSync('docs/operations/runbook.md', 'utf8');
const rules = readFileSync('docs/operations/alerts.yml', 'utf8');
const alerts = [...rules.matchAll(/- alert: (\w+)\n([\s\S]*?)(?=\n {6}- alert:|\n {2}- name:|$)/g)].map(
  ([, name = '', rule = '']) => ({ name, rule }),
);

/** What GitHub makes of headings. */
const anchors = new Set(
  [...runbook.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  ),
);

/** Those of Ally and of its process; `up` is Prometheus' own. */
const namesIn = (text: string) => [
  ...new Set(text.match(/\b(?:ally|process|nodejs)_[a-z0-9_]+[a-z0-9]\b(?!_)/g)),
];

describe('the metrics of a process with all services', () => {
  let fresh: FreshDatabase;
  let log: PostgresEventLog;
  let running: RunningProcess;
  let exposed: Set<string>;

  beforeAll(async () => {
    fresh = await freshDatabase();
    const host = '127.0.0.1';
    const services = soloServices({
      databaseUrl: fresh.url,
      publicUrl: `http://${host}`,
      instanceKey: TEST_KEY,
      operatorKey: TEST_OPERATOR_KEY,
      holdMinutes: 15,
      host,
    });
    log = await PostgresEventLog.open(fresh.url);
    const parts = {
      clock: new TestClock(new Date()),
      eventLog: log,
      jobBackend: new PostgresJobBackend(fresh.url),
      fileStore: new FolderStore(tmpdir()),
    };
    running = await runProcess(Object.values(services), parts, { host, port: 0 });
    const metrics = running.app.get(Metrics);
    await metrics.scrape();
    exposed = new Set(
      (await metrics.registry.getMetricsAsJSON()).flatMap(({ name, type }) =>
        String(type) === 'histogram' ? [name, `${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
      ),
    );
  }, 60_000);

  afterAll(async () => {
    await running.stop();
    await log.close();
    await fresh.drop();
  });

  it('are all that the alerts are about', () => {
    const asked = namesIn(alerts.map(({ rule }) => rule).join('\n'));
    expect(asked.length).toBeGreaterThan(15);
    expect(asked.filter((name) => !exposed.has(name))).toEqual([]);
  });

  it('are each explained in the runbook, and the runbook explains no others', () => {
    const [, table = ''] = runbook.split('## Every metric');
    const explained = new Set(namesIn(table));
    const ours = [...exposed].filter(
      (name) => name.startsWith('ally_') && !/_(bucket|count|sum)$/.test(name),
    );
    expect(ours.length).toBeGreaterThan(12);
    expect(ours.filter((name) => !explained.has(name))).toEqual([]);
    expect([...explained].filter((name) => !exposed.has(name))).toEqual([]);
  });

  it('have in the alerts the sorts of work that there are', async () => {
    const works = new Set<string>();
    for (const metric of await running.app.get(Metrics).registry.getMetricsAsJSON())
      if (metric.name === 'ally_due_work_overdue_seconds')
        for (const { labels } of metric.values as { labels: Record<string, string> }[])
          works.add(labels['work'] ?? '');
    expect(works.size).toBeGreaterThan(8);
    expect([...works].filter((work) => !runbook.includes(`\`${work}\``))).toEqual([]);
    const named = [...rules.matchAll(/work!?="([\w-]+)"/g)].map(([, work = '']) => work);
    expect(named.filter((work) => !works.has(work))).toEqual([]);
  });
});

describe('each alert', () => {
  it.each(alerts)('$name has its heading in the runbook, and says how urgent it is', ({ name, rule }) => {
    expect(anchors).toContain(name.toLowerCase());
    expect(`${rule}\n`).toContain(`runbook_url: runbook.md#${name.toLowerCase()}\n`);
    expect(rule).toMatch(/severity: (page|ticket) /);
  });

  it('that has a heading exists, and so does every anchor', () => {
    const titles = [...runbook.matchAll(/^### (Ally\w+)$/gm)].map(([, title]) => title);
    expect(titles.toSorted()).toEqual(alerts.map(({ name }) => name).toSorted());
    const links = [...runbook.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(links.filter((anchor) => !anchors.has(anchor))).toEqual([]);
  });
});
