import { expect, it } from '@jest/globals';
import { newId, type Database } from '#libs/database';
import { askInvariant, checkInvariants, type Finding, type Invariant } from '#libs/invariants';

interface Checked {
  readonly database: Database;
  readonly invariants: readonly Invariant[];
  /** The present of the service's clock. */
  readonly now: Date;
}

/**
 * Fails with what is violated, if anything is.
 * @param atRest whether all that was under way has settled.
 */
export async function expectInvariantsHold(
  { database, invariants, now }: Checked,
  { atRest }: { readonly atRest: boolean },
): Promise<void> {
  const asked = invariants.filter(({ holds }) => atRest || holds !== 'at-rest');
  const findings = await checkInvariants(database, asked, { now, statementTimeoutMs: 10_000 });
  expect((findings ?? []).filter(({ outcome }) => outcome !== 'holds')).toEqual([]);
  expect(findings).toHaveLength(asked.length);
}

/**
 * Declares one test per invariant: what is planted violates it, and it says so. Each plant is undone.
 * @param plants by the invariant's name, SQL that makes a violation out of the rows that there are, where need be by
 *   first taking away what makes the database itself refuse it.
 */
export function itCatchesWhatIsPlanted(
  invariants: readonly Invariant[],
  plants: Readonly<Record<string, string>>,
  checked: () => Checked,
): void {
  it('has something planted for each invariant, and every name once', () => {
    expect(Object.keys(plants).toSorted()).toEqual(invariants.map(({ name }) => name).toSorted());
  });

  it.each(invariants.map((invariant) => [invariant.name, invariant] as const))(
    'sees it when %s is violated',
    async (name, invariant) => {
      const finding = await findingAfter(plants[name] ?? '', invariant, checked());
      expect(finding).toMatchObject({
        outcome: 'violated',
        count: expect.any(Number),
        sample: expect.arrayContaining([{ id: expect.any(String), detail: expect.any(String) }]),
      });
      expect(JSON.stringify(finding)).not.toContain('@');
    },
  );
}

/** What holds of every service's outbox, inbox and dead letters, violated. */
export const eventSpinePlants: Readonly<Record<string, string>> = {
  'handled-events-are-in-the-log': `INSERT INTO inbox (consumer, event_id) VALUES ('a.b', '${newId()}')`,
  'dead-letters-were-not-handled': `
    WITH handled AS (INSERT INTO inbox (consumer, event_id) VALUES ('a.b', gen_random_uuid()) RETURNING event_id)
    INSERT INTO dead_letters (consumer, event_id, topic, type, key, occurred_at, data, state, reason, attempts)
    SELECT 'a.b', event_id, 't', 't', 'k', '2026-12-01', '{}', 'failed', 'r', 3 FROM handled`,
  'parked-events-wait-for-a-failed-one': `
    INSERT INTO dead_letters (consumer, event_id, topic, type, key, occurred_at, data, state, reason, attempts)
    VALUES ('a.b', gen_random_uuid(), 't', 't', 'k', '2026-12-01', '{}', 'parked', 'r', 0)`,
  'wished-replays-are-made-soon': `
    INSERT INTO dead_letters
      (consumer, event_id, topic, type, key, occurred_at, data, state, reason, attempts, replay_wished_at)
    VALUES ('a.b', gen_random_uuid(), 't', 't', 'k', '2026-12-01', '{}', 'failed', 'r', 3, '2020-01-01')`,
  'facts-are-published-soon': `
    INSERT INTO outbox (id, topic, type, key, occurred_at, data, recorded_at)
    VALUES (gen_random_uuid(), 't', 't', 'k', '2026-12-01', '{}', '2020-01-01')`,
  'all-facts-are-published': `
    INSERT INTO outbox (id, topic, type, key, occurred_at, data)
    VALUES (gen_random_uuid(), 't', 't', 'k', '2026-12-01', '{}')`,
  'all-events-are-read': `
    INSERT INTO event_log.topics (name, next_offset) VALUES ('t', 5);
    INSERT INTO event_log.consumer_groups (name) VALUES (current_schema()) ON CONFLICT DO NOTHING;
    INSERT INTO event_log.cursors (group_name, topic, next_offset) VALUES (current_schema(), 't', 4);
    INSERT INTO event_log.events (topic, "offset", id, type, key, occurred_at, data)
    VALUES ('t', 4, gen_random_uuid(), 't', 'k', '2026-12-01', '{}')`,
};

class Undone extends Error {}

async function findingAfter(
  plant: string,
  invariant: Invariant,
  { database, now }: Checked,
): Promise<Finding | undefined> {
  let finding: Finding | undefined;
  const planted = database.transaction(async (transaction) => {
    await transaction.query(plant);
    finding = await askInvariant(transaction, invariant, now);
    throw new Undone();
  });
  await expect(planted).rejects.toBeInstanceOf(Undone);
  return finding;
}
