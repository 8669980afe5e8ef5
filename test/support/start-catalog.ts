import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { TestClock } from '#libs/clock';
import { Database } from '#libs/database';
import { CatalogModule } from '../../apps/catalog/src/catalog.module.js';
import { runService, TEST_OPERATOR_KEY } from './run-service.js';

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
  const service = await runService(
    (databaseUrl) => CatalogModule.register({ databaseUrl, operatorKey: TEST_OPERATOR_KEY }),
    now,
  );
  const answer = async (path: string, request?: RequestInit): Promise<Answer> => {
    const reply = await fetch(service.url + path, request);
    return { status: reply.status, headers: Object.fromEntries(reply.headers), body: await reply.json() };
  };
  return {
    app: service.app,
    clock: service.clock,
    database: service.get(Database),
    get: (path) => answer(path),
    post: (path, body) =>
      answer(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    factsOf: (type) => service.published(type),
    stop: () => service.stop(),
  };
}
