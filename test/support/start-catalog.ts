import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CatalogModule } from '../../apps/catalog/src/catalog.module.js';
import { Clock, TestClock } from '#libs/clock';
import { Database } from '#libs/database';
import { EventLog, PostgresEventLog } from '#libs/events';
import { createHttpApp } from '#libs/http';
import { freshDatabase } from './fresh-database.js';

/** Provides what the process that composes the services provides: a clock that stands, and a log. */
class Process {}

/** The catalog service with its HTTP, on a database of its own. */
export interface RunningCatalog {
  readonly app: NestFastifyApplication;
  readonly clock: TestClock;
  readonly database: Database;
  get(path: string): Promise<Answer>;
  post(path: string, body: object): Promise<Answer>;
  /** The data of all facts of a type that were told so far, in their order. */
  factsOf(type: string): Promise<unknown[]>;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: unknown;
}

export async function startCatalog(now: Date): Promise<RunningCatalog> {
  const { url, drop } = await freshDatabase();
  const clock = new TestClock(now);
  const log = await PostgresEventLog.open(url);
  const provided = [
    { provide: Clock, useValue: clock },
    { provide: EventLog, useValue: log },
  ];
  const imports = [CatalogModule.register({ databaseUrl: url })];
  const module = { module: Process, global: true, imports, providers: provided, exports: provided };
  const app = await createHttpApp(module, ['error']);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const database = app.get(Database, { strict: false });

  const answer = async (method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> => {
    const reply = await app.inject({ method, url: path, ...(body !== undefined && { payload: body }) });
    return { status: reply.statusCode, headers: reply.headers, body: reply.json() };
  };
  return {
    app,
    clock,
    database,
    get: (path) => answer('GET', path),
    post: (path, body) => answer('POST', path, body),
    factsOf: async (type) => {
      // On its way from the outbox to the log a fact is in one of them or, for a moment, in both.
      const rows = await database.query<{ data: unknown }>(
        `SELECT id, data FROM outbox WHERE type = $1 UNION SELECT id, data FROM event_log.events WHERE type = $1 ORDER BY id`,
        [type],
      );
      return rows.map(({ data }) => data);
    },
    stop: async () => {
      await app.close();
      await log.close();
      await drop();
    },
  };
}
