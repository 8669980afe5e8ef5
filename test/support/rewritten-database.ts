import type { Database, Transaction } from '#libs/database';

/** The same database, where each statement of a transaction goes by way of `change`: to take a guard off. */
export function rewritten(database: Database, change: (sql: string) => string): Database {
  return withMethod(database, 'transaction', (work: (transaction: Transaction) => Promise<unknown>) =>
    database.transaction((transaction) =>
      work(
        withMethod(transaction, 'query', (sql: string, parameters: []) =>
          transaction.query(change(sql), parameters),
        ),
      ),
    ),
  );
}

function withMethod<Target extends object>(target: Target, name: string, method: unknown): Target {
  return new Proxy(target, {
    get: (_, property) => {
      if (property === name) return method;
      const value = Reflect.get(target, property) as unknown;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
