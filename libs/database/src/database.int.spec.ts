import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:net';
import { Client } from 'pg';
import { freshDatabase, type FreshDatabase } from '../../../test/support/fresh-database.js';
import { until } from '../../../test/support/until.js';
import { Database } from './database.js';
import type { Transaction } from './transaction.js';
import { isDatabaseUnavailable } from './unavailable.js';

let fresh: FreshDatabase;
let database: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = await Database.connect({ url: fresh.url, schema: 'probe', poolSize: 4, migrations: [] });
  await database.query('CREATE TABLE notes (note text PRIMARY KEY)');
});

afterAll(async () => {
  await database.close();
  await fresh.drop();
});

/** What a transaction fails with. */
async function failureOf(work: (transaction: Transaction) => Promise<unknown>): Promise<unknown> {
  return database.transaction(work).then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** Ends the transaction's connection from outside and waits until PostgreSQL has forgotten it. */
async function cutOff(transaction: Transaction): Promise<void> {
  const [own] = await transaction.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await database.query('SELECT pg_terminate_backend($1, 5000)', [own?.pid ?? 0]);
  await database.query('SELECT 1');
}

/** A port of this machine on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('a transaction', () => {
  it("when its work throws, then nothing of it stays, and the work's error comes out", async () => {
    const error = await failureOf(async (transaction) => {
      await transaction.query("INSERT INTO notes VALUES ('undone')");
      throw new Error('no');
    });
    expect(error).toEqual(new Error('no'));
    expect(await database.query('SELECT FROM notes')).toEqual([]);
  });

  it('when a part of its work goes on after its end, then that part is refused, and nothing of it stays', async () => {
    let goOn = (): void => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    let late: Promise<unknown> | undefined;
    const parts = (transaction: Transaction, other: () => Promise<unknown>) => {
      late = gate.then(() => transaction.query("INSERT INTO notes VALUES ('late')")).catch(String);
      return Promise.all([other(), Promise.race([late, other()])]);
    };
    const undone = failureOf((transaction) => parts(transaction, () => Promise.reject(new Error('no'))));
    expect(await undone).toEqual(new Error('no'));
    const afterRollback = late;
    await database.transaction((transaction) => parts(transaction, async () => undefined));
    goOn();
    for (const each of [afterRollback, late]) expect(await each).toBe('Error: The transaction has ended');
    expect(await database.query('SELECT FROM notes')).toEqual([]);
  });

  it('makes its nudges after the commit, and none when there was no commit', async () => {
    const nudges: string[] = [];
    await database.transaction(async (transaction) => {
      transaction.onCommit(() => nudges.push('committed'));
      expect(nudges).toEqual([]);
    });
    await failureOf(async (transaction) => {
      transaction.onCommit(() => nudges.push('undone'));
      throw new Error('no');
    });
    expect(nudges).toEqual(['committed']);
  });

  it('when its work swallows an error of the database, then it does not pretend to have committed', async () => {
    const error = await failureOf(async (transaction) => {
      await transaction.query("INSERT INTO notes VALUES ('lost')");
      await transaction.query('SELECT 1 / 0').catch(() => undefined);
    });
    const kept = await database.query('SELECT FROM notes');
    expect(error === undefined).toBe(kept.length === 1);
  });
});

describe('a statement with parameters', () => {
  it('is planned once for each connection, however often it is made', async () => {
    const planned = await database.transaction(async (transaction) => {
      for (const note of ['one', 'two']) await transaction.query('SELECT $1::text AS "planned once"', [note]);
      return transaction.query(
        `SELECT FROM pg_prepared_statements WHERE statement = 'SELECT $1::text AS "planned once"'`,
      );
    });
    expect(planned).toHaveLength(1);
  });

  it('when the table gets another column meanwhile, then it goes on', async () => {
    const read = async () =>
      database.query('SELECT n.* FROM (SELECT note FROM notes) n WHERE note = $1', ['x']);
    await read();
    await database.query('ALTER TABLE notes ADD COLUMN colour text');
    expect(await read()).toEqual([]);
  });
});

describe('a connection that nobody uses', () => {
  it('when it breaks, then nobody notices: who asks next gets another', async () => {
    await database.query('SELECT 1');
    const outsider = new Client({ connectionString: fresh.url });
    await outsider.connect();
    await outsider.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await outsider.end();
    await until('its end has come through', () =>
      database.query('SELECT 1').then(
        () => true,
        () => false,
      ),
    );
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('the database is unavailable', () => {
  it('when nobody listens', async () => {
    const client = new Client({ host: '127.0.0.1', port: await closedPort() });
    const error: unknown = await client.connect().then(
      () => undefined,
      (failure: unknown) => failure,
    );
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  it('when it takes no writes', async () => {
    const error = await failureOf(async (transaction) => {
      await transaction.query('SET TRANSACTION READ ONLY');
      await transaction.query(`INSERT INTO notes VALUES ('late')`);
    });
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  it('when the connection ends under a statement', async () => {
    const error = await failureOf((transaction) =>
      transaction.query('SELECT pg_terminate_backend(pg_backend_pid())'),
    );
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  it('when the connection ends between two statements', async () => {
    const error = await failureOf(async (transaction) => {
      await cutOff(transaction);
      await transaction.query('SELECT 1');
    });
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  it('when the connection ends before the commit', async () => {
    const error = await failureOf(cutOff);
    expect(isDatabaseUnavailable(error)).toBe(true);
  });
});

describe('the database is available', () => {
  it.each(['SELECT 1 / 0', 'SELECT FROM nothing', 'INSERT INTO notes VALUES (NULL)'])(
    'when it says no to %s',
    async (sql) => {
      expect(isDatabaseUnavailable(await failureOf((transaction) => transaction.query(sql)))).toBe(false);
    },
  );

  it('when a statement takes longer than it may: trying it for ever would hold up all others', async () => {
    const error = await failureOf(async (transaction) => {
      await transaction.query('SET LOCAL statement_timeout = 20');
      await transaction.query('SELECT pg_sleep(5)');
    });
    expect(isDatabaseUnavailable(error)).toBe(false);
  });
});
