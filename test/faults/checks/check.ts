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
  /** Returns `id` and `detail` of each finding. */
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
  { acknowledged, wishes }: WhatClientsKnow,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name: check, kind, of, wishes: sent, sql } of checks) {
    const facts = of === undefined ? sent && wishes[sent] : acknowledged[of];
    const { rows } = await database.query<{ id: string; detail: string }>(
      sql,
      facts === undefined ? [] : [JSON.stringify(facts)],
    );
    const sample = rows.slice(0, SAMPLE).map(({ id, detail }) => `${id}: ${detail}`);
    if (rows.length > 0) findings.push({ check, kind, count: rows.length, sample });
  }
  return findings;
}
