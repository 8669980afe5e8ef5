import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { WhatClientsKnow } from './acknowledged.js';
import { AllyUnderFault } from './ally-under-fault.js';
import { findBreaches, type Finding } from './checks/check.js';
import { everyCheck } from './checks/every-check.js';
import { findPlanted } from './checks/find-planted.js';
import { Figures } from './figures.js';
import { Load, type LoadOptions } from './load/load.js';
import { findOffers, makeRoom } from './load/offers.js';
import { Randomness } from './randomness.js';
import { settle } from './settle.js';
import { breakFirstStart, start, strikeUnderLoad, type StrikeOptions } from './strikes.js';
import { verifyAtRest } from './verify-at-rest.js';

export type FaultsOptions = LoadOptions & StrikeOptions & { readonly seed: number };

export interface FaultsOutcome {
  readonly figures: Figures;
  /** What is lost, doubled or wrong. */
  readonly findings: readonly Finding[];
  /** What should have been found, and was not. */
  readonly overlooked: readonly string[];
  readonly planted: readonly string[];
  /** What this run gave nothing to break for. */
  readonly unplanted: readonly string[];
}

const ALL_COME_WITHIN_MS = 15_000;
const SETTINGS = {
  ALLY_HOLD_MINUTES: '1',
  // All people here come from one address.
  ALLY_RATE_LIMITS: '100000',
  ALLY_HOLDS_PER_PERSON: '100',
  ALLY_HOLD_SHARE_PERCENT: '100',
  ALLY_UNVERIFIED_MAILS_PER_DAY: '100',
};

/** Kills an Ally of its own under load, and compares what its clients were told with what is there in the end. */
export async function runFaults(options: FaultsOptions): Promise<FaultsOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'ally-faults-'));
  const ally = new AllyUnderFault(join(folder, 'data'), SETTINGS);
  const leaveNothing = () => {
    ally.leaveNothing();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.on('exit', leaveNothing);
  try {
    return await strikeAndCheck(ally, options);
  } finally {
    process.off('exit', leaveNothing);
    leaveNothing();
  }
}

async function strikeAndCheck(ally: AllyUnderFault, options: FaultsOptions): Promise<FaultsOutcome> {
  const random = new Randomness(options.seed);
  const known = new WhatClientsKnow();
  const figures = new Figures(options.seed);
  await breakFirstStart(ally, random, figures, options.killsOfFirstStart);
  await start(ally);
  await makeRoom(ally);
  const offers = await findOffers(ally.url);
  const articleId = random.oneOf(offers.articleIds);
  const load = new Load(ally.url, known, offers, random.fork(), options);
  let everybodyIsDone: Promise<void>;
  try {
    await strikeUnderLoad({ ally, random, known, figures, articleId }, options);
    await untilAllSortsHaveCome(known);
  } finally {
    options.say('No more kills: everybody finishes what they have begun.');
    everybodyIsDone = load.end();
  }
  await everybodyIsDone;

  options.say('An hour passes at once, and all comes to rest.');
  const restless = await settle(ally);
  const database = await ally.database();
  try {
    const verified = await verifyAtRest(ally.dataDir);
    const findings = [
      ...contradictions(known, restless),
      ...(await findBreaches(database, everyCheck, known)),
      ...verified.findings,
    ];
    await figures.close(database, known, verified.held);
    return { figures, findings, ...(await findPlanted(database, known)) };
  } finally {
    await database.end();
  }
}

/** Few kills may be over before everybody has come whom the checks are about. */
async function untilAllSortsHaveCome({ acknowledged }: WhatClientsKnow): Promise<void> {
  const deadline = performance.now() + ALL_COME_WITHIN_MS;
  const { enrollments, cancellations, payments, transfers, subscriptions, reads } = acknowledged;
  const some = [enrollments, cancellations, payments, transfers, subscriptions, reads];
  while (some.some(({ length }) => length < 2) && performance.now() < deadline) await pause(50);
}

function contradictions({ contradictions: all }: WhatClientsKnow, restless: string | undefined): Finding[] {
  const findings: Finding[] = [];
  if (all.length > 0)
    findings.push({ check: 'answers-agree', kind: 'wrong', count: all.length, sample: all.slice(0, 10) });
  if (restless !== undefined)
    findings.push({ check: 'comes-to-rest', kind: 'wrong', count: 1, sample: [restless] });
  return findings;
}
