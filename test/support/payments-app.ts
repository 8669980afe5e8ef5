import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Abstract } from '@nestjs/common';
import { TestClock } from '#libs/clock';
import type { Quote } from '#libs/contracts';
import { Database, newId, type Transaction } from '#libs/database';
import { EventContext, PostgresEventLog } from '#libs/events';
import { FolderStore } from '#libs/files';
import { signedQuote, SignedStatements } from '#libs/identity';
import { PostgresJobBackend, type JobBackend } from '#libs/jobs';
import { runProcess } from '#libs/process';
import { CourseFactsRepository } from '../../apps/payments/src/courses/course-facts.repository.js';
import { AskSilentSessions } from '../../apps/payments/src/orders/ask-silent-sessions.js';
import { CloseOrderOnEnrollmentClosing } from '../../apps/payments/src/orders/close-order-on-enrollment-closing.js';
import { PaymentsConfig } from '../../apps/payments/src/payments.config.js';
import { PaymentsModule } from '../../apps/payments/src/payments.module.js';
import { SettleProviderCalls } from '../../apps/payments/src/provider-calls/settle-provider-calls.js';
import { ApplyProviderEvents } from '../../apps/payments/src/provider-events/apply-provider-events.js';
import { DeliverSandboxWebhooks } from '../../apps/payments/src/provider/sandbox/deliver-sandbox-webhooks.js';
import { freshDatabase } from './fresh-database.js';
import { TEST_KEY, TEST_OPERATOR_KEY } from './run-service.js';

/** Jobs that do nothing: the test itself says when a sweep runs. */
class QuietJobs extends PostgresJobBackend {
  override worker(name: string, options: Parameters<PostgresJobBackend['worker']>[1]) {
    return super.worker(name, { ...options, process: async () => undefined });
  }
}

export const usd = (amount: number) => ({ amount, currency: 'USD' });

/**
 * The payments service alone, over HTTP on a database of its own, with a clock that the test moves.
 * @param jobs by default the test also says when a sweep runs; with real ones the service works by itself.
 */
export async function startPayments(jobs: new (url: string) => JobBackend = QuietJobs) {
  const clock = new TestClock(new Date('2026-11-24T12:00:00Z'));
  const fresh = await freshDatabase();
  const log = await PostgresEventLog.open(fresh.url);
  const folder = await mkdtemp(join(tmpdir(), 'ally-payments-'));
  const files = new FolderStore(folder);
  const url = `http://127.0.0.1:${await freePort()}`;
  const service = PaymentsModule.register(
    Object.assign(new PaymentsConfig(), {
      databaseUrl: fresh.url,
      publicUrl: url,
      instanceKey: TEST_KEY,
      operatorKey: TEST_OPERATOR_KEY,
      provider: 'sandbox' as const,
    }),
  );
  const parts = { clock, eventLog: log, jobBackend: new jobs(fresh.url), fileStore: files };
  const running = await runProcess([service], parts, { host: '127.0.0.1', port: Number(new URL(url).port) });
  const { timeTravel: time } = running;
  if (time === undefined) throw new Error('A test runs on a test clock');
  const get = <T>(type: Abstract<T>): T => running.part(service, type);
  const database = get(Database);

  return {
    clock,
    log,
    time,
    url,
    database,
    files,
    get,
    sign: get(SignedStatements),

    async post(path: string, body: unknown, headers: Record<string, string> = {}) {
      const response = await fetch(path.startsWith('http') ? path : url + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
        redirect: 'manual',
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text === '' ? {} : JSON.parse(text),
      };
    },

    /** Webhooks are sent, taken in and applied; intents are performed; until nothing more comes of it. */
    async settle(): Promise<void> {
      await get(DeliverSandboxWebhooks).run();
      await get(ApplyProviderEvents).run();
      await get(SettleProviderCalls).run();
    },

    async ask(): Promise<void> {
      await get(AskSilentSessions).run();
    },

    after(milliseconds: number): void {
      clock.moveTo(new Date(clock.now().getTime() + milliseconds));
    },

    /** What has been said of an aggregate, in the order in which it was said. */
    async facts(key: string): Promise<{ type: string; data: Record<string, unknown> }[]> {
      return database.query(
        `SELECT type, data FROM (
           SELECT id, type, key, data FROM outbox UNION SELECT id, type, key, data FROM event_log.events
         ) said WHERE key = $1 ORDER BY id`,
        [key],
      );
    },

    async quote(enrollmentId = newId(), more: Partial<Quote> = {}): Promise<string> {
      return get(SignedStatements).sign(signedQuote, {
        quoteId: newId(),
        personId: '0193a000-0000-8000-8000-000000000001',
        enrollmentId,
        lines: [
          { kind: 'seat', itemId: newId(), description: 'Two seats', quantity: 2, unitPrice: usd(4500) },
        ],
        total: usd(9000),
        payableUntil: new Date(clock.now().getTime() + 15 * 60_000).toISOString(),
        via: null,
        ...more,
      });
    },

    /** Enrollment's closing fact is handled, in a transaction as the consumer opens it. */
    async closing(enrollmentId: string, open?: Transaction): Promise<void> {
      const data = {
        enrollmentId,
        version: 2,
        sessionId: newId(),
        workshopId: newId(),
        personId: '0193a000-0000-8000-8000-000000000001',
        seats: 2,
        via: null,
        epoch: 1,
        reason: 'deadline' as const,
        price: usd(9000),
      };
      const event = {
        id: newId(),
        type: 'enrollment.enrollment.closing',
        key: enrollmentId,
        occurredAt: clock.now(),
        data,
      };
      const handle = (transaction: Transaction) =>
        get(CloseOrderOnEnrollmentClosing).handle(event, new EventContext([transaction]));
      await (open === undefined ? database.transaction(handle) : handle(open));
    },

    /** Resolves once PostgreSQL holds a statement of payments back behind a lock. */
    async somebodyWaitsForALock(): Promise<void> {
      for (;;) {
        const waiting = await database.query(
          `SELECT FROM pg_stat_activity
           WHERE datname = current_database() AND application_name = 'ally payments' AND wait_event_type = 'Lock'`,
        );
        if (waiting.length > 0) return;
      }
    },

    /** Lets others get ahead by so many round trips. */
    async idleQueries(count: number): Promise<void> {
      for (let query = 0; query < count; query++) await database.query('SELECT 1');
    },

    /** A released course with these files, as the catalog would have told. */
    async course(contents: Record<string, string> = {}, price = usd(2900)) {
      const courseId = newId();
      const written = Object.entries(contents).map(async ([name, content]) => {
        const fileId = newId();
        const source = join(folder, `source-${fileId}`);
        await writeFile(source, content);
        const storageKey = `courses/${fileId}`;
        return {
          fileId,
          name,
          mediaType: 'audio/wav',
          storageKey,
          ...(await files.write(storageKey, source)),
        };
      });
      const release = { releaseId: newId(), version: '1.0', files: await Promise.all(written) };
      const course = { courseId, slug: `course-${courseId}`, title: 'A course', price, release };
      await database.transaction((transaction) =>
        get(CourseFactsRepository).replace(transaction, course, 'published'),
      );
      return { ...course, files: release.files };
    },

    async stop(): Promise<void> {
      await running.stop();
      await log.close();
      await fresh.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type PaymentsUnderTest = Awaited<ReturnType<typeof startPayments>>;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
