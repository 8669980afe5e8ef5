import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Abstract, DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import type { z } from 'zod';
import { TestClock } from '#libs/clock';
import type { EventDefinition } from '#libs/contracts';
import { newId } from '#libs/database';
import { PostgresEventLog, type EventLog } from '#libs/events';
import { FolderStore, type FileStore } from '#libs/files';
import type { HttpExposure } from '#libs/http';
import { PostgresJobBackend } from '#libs/jobs';
import { runProcess } from '#libs/process';
import type { TimeTravel } from '#libs/time-travel';
import { freshDatabase } from './fresh-database.js';

export const TEST_KEY = Buffer.alloc(32, 7);
export const TEST_OPERATOR_KEY = 'ally_test_the-operators-own-key';

/** One service as it runs in production, on a database of its own, with a clock that the test moves. */
export interface RunningService {
  readonly app: NestFastifyApplication;
  readonly clock: TestClock;
  readonly log: EventLog;
  readonly time: TimeTravel;
  readonly databaseUrl: string;
  readonly url: string;
  readonly files: FileStore;
  /** What the service's module exports or holds. */
  get<Part>(type: Abstract<Part>): Part;
  /** A fact as another service would publish it; resolves when this service has come to rest. */
  hear<Shape extends z.ZodObject>(
    definition: EventDefinition<Shape>,
    data: z.input<Shape>,
    id?: string,
  ): Promise<void>;
  /** Rows of any table, for looking at what has happened. */
  rows<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /** What this service has published, oldest first. */
  published(type: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/** @param exposure by default limited as in production, and nobody's `X-Forwarded-For` is believed. */
export async function runService(
  register: (databaseUrl: string) => DynamicModule,
  start: Date,
  exposure: HttpExposure = {},
): Promise<RunningService> {
  const database = await freshDatabase();
  const clock = new TestClock(start);
  const log = await PostgresEventLog.open(database.url);
  const service = register(database.url);
  const folder = await mkdtemp(join(tmpdir(), 'ally-test-files-'));
  const fileStore = new FolderStore(folder);
  const parts = { clock, eventLog: log, jobBackend: new PostgresJobBackend(database.url), fileStore };
  const running = await runProcess([service], parts, { host: '127.0.0.1', port: 0, exposure });
  const { app, timeTravel: time } = running;
  if (time === undefined) throw new Error('A test runs on a test clock');
  const client = new Client({ connectionString: database.url });
  await client.connect();

  const rows = async <Row>(sql: string, parameters: unknown[] = []) =>
    (await client.query(sql, parameters)).rows as Row[];
  return {
    app,
    clock,
    log,
    time,
    databaseUrl: database.url,
    url: await app.getUrl(),
    rows,
    files: fileStore,
    get: (type) => running.part(service, type),
    hear: async (definition, data, id = newId()) => {
      const { topic, type, key } = definition;
      const event = {
        id,
        topic,
        type,
        key: String((data as Record<string, unknown>)[key]),
        occurredAt: clock.now(),
        data,
        traceparent: null,
        schemaVersion: 1,
      };
      await log.append([event]);
      await time.settle();
    },
    published: async (type) => {
      await time.settle();
      const found = await rows<{ data: Record<string, unknown> }>(
        'SELECT data FROM event_log.events WHERE type = $1 ORDER BY "offset"',
        [type],
      );
      return found.map(({ data }) => data);
    },
    stop: async () => {
      await client.end();
      await running.stop();
      await log.close();
      await rm(folder, { recursive: true });
      await database.drop();
    },
  };
}
