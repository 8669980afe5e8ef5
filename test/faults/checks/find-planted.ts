import type { Client } from 'pg';
import type { WhatClientsKnow } from '../acknowledged.js';
import { findBreaches } from './check.js';
import { everyCheck } from './every-check.js';
import { plantedBreaches, type PlantedBreach } from './planted-breaches.js';

/** What came of planting; each by the name of its breach. */
export interface Planting {
  readonly planted: readonly string[];
  /** Planted, and not found by its check. */
  readonly overlooked: readonly string[];
  /** There was nothing to break. */
  readonly unplanted: readonly string[];
}

/** Plants one breach after the other, each in a transaction that is rolled back, and looks whether its check finds it. */
export async function findPlanted(database: Client, known: WhatClientsKnow): Promise<Planting> {
  const planting = { planted: [] as string[], overlooked: [] as string[], unplanted: [] as string[] };
  for (const breach of plantedBreaches) {
    const isFound = await plant(database, breach, known);
    (isFound === undefined ? planting.unplanted : planting.planted).push(breach.name);
    if (isFound === false) planting.overlooked.push(`${breach.name} (${breach.foundBy})`);
  }
  return planting;
}

/** @returns whether it was found; undefined when there was nothing to break, or nobody was told of it. */
async function plant(
  database: Client,
  { foundBy, sql }: PlantedBreach,
  known: WhatClientsKnow,
): Promise<boolean | undefined> {
  const check = everyCheck.filter(({ name }) => name === foundBy);
  await database.query('BEGIN');
  try {
    const { rowCount } = await database.query(sql);
    const isBroken =
      rowCount !== 0 && check.every(({ of }) => of === undefined || known.acknowledged[of].length > 0);
    return !isBroken ? undefined : (await findBreaches(database, check, known)).length > 0;
  } finally {
    await database.query('ROLLBACK');
  }
}
