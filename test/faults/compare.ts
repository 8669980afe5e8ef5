import type { WhatClientsKnow } from './acknowledged.js';
import type { BreakableAlly } from './breakable-ally.js';
import { findBreaches, type Finding } from './checks/check.js';
import { everyCheck } from './checks/every-check.js';
import { findPlanted } from './checks/find-planted.js';
import type { Figures } from './figures.js';
import { settle } from './settle.js';
import type { Outlived } from './under-load.js';
import { verifyAtRest } from './verify-at-rest.js';

export interface FaultsOutcome {
  readonly figures: Figures;
  /** The strikes that there was no time for. */
  readonly leftOut: readonly string[];
  /** What is lost, doubled or wrong. */
  readonly findings: readonly Finding[];
  /** What should have been found, and was not. */
  readonly overlooked: readonly string[];
  readonly planted: readonly string[];
  /** What this run gave nothing to break for. */
  readonly unplanted: readonly string[];
}

/** Brings Ally to rest and compares what its clients were told with what is there. */
export async function compare(
  ally: BreakableAlly,
  { known, leftOut }: Outlived,
  figures: Figures,
  say: (line: string) => void,
): Promise<FaultsOutcome> {
  say('An hour passes at once, and all comes to rest.');
  const restless = await settle(ally);
  const database = await ally.database();
  try {
    await ally.gatherEvents(database, known);
    const verified = await verifyAtRest(ally);
    const checks = everyCheck.filter(({ needsNumbers }) => ally.numbersItsLog || needsNumbers !== true);
    const findings = [
      ...contradictions(known, restless),
      ...(await findBreaches(database, checks, known)),
      ...verified.findings,
    ];
    await figures.close(database, known, verified.held);
    return { figures, leftOut, findings, ...(await findPlanted(database, checks, known)) };
  } finally {
    await database.end();
  }
}

function contradictions({ contradictions: all }: WhatClientsKnow, restless: string | undefined): Finding[] {
  const findings: Finding[] = [];
  if (all.length > 0)
    findings.push({ check: 'answers-agree', kind: 'wrong', count: all.length, sample: all.slice(0, 10) });
  if (restless !== undefined)
    findings.push({ check: 'comes-to-rest', kind: 'wrong', count: 1, sample: [restless] });
  return findings;
}
