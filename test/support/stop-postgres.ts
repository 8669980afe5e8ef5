import { once } from 'node:events';

/** Jest's global tear-down: ends what start-postgres.ts started, and fails the run if that does not end well. */
export default async function stopPostgres(): Promise<void> {
  const owner = globalThis.postgresOwner;
  if (!owner) return;
  const exited = owner.exitCode === null ? once(owner, 'exit') : [owner.exitCode];
  owner.stdin?.end();
  const [code] = (await exited) as [number | null];
  if (code !== 0) throw new Error(`The PostgreSQL of the tests did not stop cleanly (exit code ${code}).`);
}
