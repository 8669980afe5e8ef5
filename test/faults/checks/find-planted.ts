import type { Client } from 'pg';
import type { WhatClientsKnow } from '../acknowledged.js';
import { findAll, type Check } from './check.js';
import { plantedBreaches, type PlantedBreach } from './planted-breaches.js';

/** What came of planting; each by the name of its breach. */
export interface Planting {
  readonly planted: readonly string[];
  /** Planted, and not found by its check; or refused by the database. */
  readonly overlooked: readonly string[];
  /** There was nothing to break. */
  readonly unplanted: readonly string[];
}

/** Plants a breach for each of these checks, each in a transaction that is rolled back, and looks whether it is found. */
export async function findPlanted(
  database: Client,
  checks: readonly Check[],
  known: WhatClientsKnow,
): Promise<Planting> {
  const planting = { planted: [] as string[], overlooked: [] as string[], unplanted: [] as string[] };
  for (const breach of plantedBreaches) {
    const check = checks.find(({ name }) => name === breach.foundBy);
    if (check === undefined) continue;
    try {
      const isFound = await plant(database, breach, check, known);
      (isFound === undefined ? planting.unplanted : planting.planted).push(breach.name);
      if (isFound === false) planting.overlooked.push(`${breach.name} (${breach.foundBy})`);
    } catch (error) {
      // What was measured for an hour is told all the same.
      planting.overlooked.push(`${breach.name} could not be planted: ${String(error)}`);
    }
  }
  return planting;
}

/** @returns whether it was found; undefined when there was nothing to break, or nobody was told of it. */
async function plant(
  database: Client,
  { sql }: PlantedBreach,
  check: Check,
  known: WhatClientsKnow,
): Promise<boolean | undefined> {
  const told: readonly Readonly<Record<string, unknown>>[] | undefined =
    check.of === undefined ? undefined : known.acknowledged[check.of];
  await database.query('BEGIN');
  try {
    // Without foreign keys and triggers: they would refuse some breaches, and are not what is tried here.
    await database.query('SET LOCAL session_replication_role = replica');
    const { rowCount } = await database.query(sql);
    if (rowCount === 0 || told?.length === 0) return undefined;
    const found = new Set((await findAll(database, check, known)).map(({ id }) => id));
    if (told === undefined) return found.size > 0;
    return told.every((fact) => Object.values(fact).some((value) => found.has(String(value))));
  } finally {
    await database.query('ROLLBACK');
  }
}
