import type { Transaction } from '#libs/database';

/**
 * Until the transaction ends, nobody else publishes this noun under this slug. A row lock could not do it: the row may
 * not exist yet.
 */
export async function lockSlug(transaction: Transaction, noun: string, slug: string): Promise<void> {
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `catalog ${noun} ${slug}`,
  ]);
}
