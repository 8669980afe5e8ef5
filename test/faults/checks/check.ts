import type { Client } from 'pg';
import type { Acknowledgements, WhatClientsKnow, Wishes } from '../acknowledged.js';

/** Something that is there because somebody was told so, is there once, or is as it should be. */
export interface Check {
  readonly name: string;
  readonly says: string;
  /** What a finding of it means. */
  readonly kind: 'lost' | 'doubled' | 'wrong';
  /** What `$1` holds as a JSON array, for `jsonb_to_recordset`. */
  readonly of?: keyof Acknowledgements;
  readonly wishes?: keyof Wishes;
  /** It is about the numbers that the event log gives. */
  readonly needsNumbers?: true;
  /** Returns `id` and `detail` of each finding; of what was acknowledged the id that the clients know. */
  readonly sql: string;
}

export interface Finding {
  readonly check: string;
  readonly kind: Check['kind'];
  readonly count: number;
  /** Some of them. */
  readonly sample: readonly string[];
}

const SAMPLE = 5;

/** Compares what the clients were told with what is there. @returns nothing when all is well. */
export async function findBreaches(
  database: Client,
  checks: readonly Check[],
  known: WhatClientsKnow,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) {
    const found = await findAll(database, check, known);
    const sample = found.slice(0, SAMPLE).map(({ id, detail }) => `${id}: ${detail}`);
    if (found.length > 0) findings.push({ check: check.name, kind: check.kind, count: found.length, sample });
  }
  return findings;
}

/** All that one check finds. */
export async function findAll(
  database: Client,
  { of, wishes: sent, sql }: Check,
  { acknowledged, wishes }: WhatClientsKnow,
): Promise<{ id: string; detail: string }[]> {
  const facts = of === undefined ? sent && wishes[sent] : acknowledged[of];
  const { rows } = await database.query<{ id: string; detail: string }>(
    sql,
    facts === undefined ? [] : [JSON.stringify(facts)],
  );
  return rows;
}
