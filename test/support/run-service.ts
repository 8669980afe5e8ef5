import { Module, type Abstract, type DynamicModule, type Provider } from '@nestjs/common';
import { Clock, TestClock } from '#libs/clock';
import type { EventDefinition } from '#libs/contracts';
import { newId } from '#libs/database';
import { EventConsumer, EventLog, PostgresEventLog, Relay } from '#libs/events';
import { createHttpApp } from '#libs/http';
import { DueWork, JobBackend, PostgresJobBackend } from '#libs/jobs';
import { ServiceProgress, TimeTravel } from '#libs/time-travel';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import type { z } from 'zod';
import { freshDatabase } from './fresh-database.js';

export const TEST_KEY = Buffer.alloc(32, 7);

/** One service as it runs in production, on a database of its own, with a clock that the test moves. */
export interface RunningService {
  readonly app: NestFastifyApplication;
  readonly clock: TestClock;
  readonly log: EventLog;
  readonly time: TimeTravel;
  readonly databaseUrl: string;
  readonly url: string;
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

export async function runService(
  register: (databaseUrl: string) => DynamicModule,
  start: Date,
  globals: Provider[] = [],
): Promise<RunningService> {
  const database = await freshDatabase();
  const clock = new TestClock(start);
  const log = await PostgresEventLog.open(database.url);
  const service = register(database.url);
  const providers = [
    { provide: Clock, useValue: clock },
    { provide: EventLog, useValue: log },
    { provide: JobBackend, useValue: new PostgresJobBackend(database.url) },
    ...globals,
  ];
  class Platform {}
  Module({})(Platform);
  class Root {}
  Module({
    imports: [
      {
        module: Platform,
        global: true,
        providers,
        exports: providers.map((each) => ('provide' in each ? each.provide : each)),
      },
      service,
    ],
  })(Root);

  const app = await createHttpApp(Root, ['error', 'fatal']);
  const inside = app.select(service);
  const consumer = inside.get(EventConsumer);
  app.connectMicroservice({ strategy: consumer });
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  const time = new TimeTravel(clock);
  time.watch(new ServiceProgress(inside.get(Relay), consumer, inside.get(DueWork)));
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
    get: (type) => inside.get(type, { strict: true }),
    hear: async (definition, data, id = newId()) => {
      const { topic, type, key } = definition;
      const event = {
        id,
        topic,
        type,
        key: String((data as Record<string, unknown>)[key]),
        occurredAt: clock.now(),
        data,
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
      await app.close();
      await log.close();
      await database.drop();
    },
  };
}
