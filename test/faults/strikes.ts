import { setTimeout as pause } from 'node:timers/promises';
import type { WhatClientsKnow } from './acknowledged.js';
import type { AllyUnderFault } from './ally-under-fault.js';
import { killWhileStarting, type Fault } from './faults.js';
import type { Figures } from './figures.js';
import type { Randomness } from './randomness.js';

export interface StrikeOptions {
  /** What may strike; each as often as its weight says. */
  readonly faults: readonly Fault[];
  /** At least so many kills, those of the first start included; fewer where `atMostMs` comes first. */
  readonly kills: number;
  /** Of those, how many fall into the first start: migrations and seed. */
  readonly killsOfFirstStart: number;
  /** For how long Ally is left to work between two strikes, at most. */
  readonly lifeMs: number;
  /** After so long nothing is killed any more. */
  readonly atMostMs: number;
  say(line: string): void;
}

/** The first start makes a cluster, migrates and seeds. */
const FIRST_START_MS = 7_000;
const SERVES_WITHIN_MS = 60_000;

/** Each kill falls a little later into the making of cluster, tables and demo, so that each part of it is hit. */
export async function breakFirstStart(
  ally: AllyUnderFault,
  random: Randomness,
  figures: Figures,
  kills: number,
) {
  for (let nth = 1; nth <= kills; nth++) {
    figures.strike('killed during its first start', 1, 0);
    await killWhileStarting(ally, random, (FIRST_START_MS * nth) / kills);
  }
}

/** Strikes at random until it has been enough; Ally serves again afterwards. */
export async function strikeUnderLoad(
  ally: AllyUnderFault,
  random: Randomness,
  known: WhatClientsKnow,
  figures: Figures,
  options: StrikeOptions,
): Promise<void> {
  const deadline = performance.now() + options.atMostMs;
  while (figures.kills < options.kills && performance.now() < deadline) {
    await pause(random.between(0, options.lifeMs));
    const fault = random.weighted(options.faults);
    await strikeOnce(ally, fault, { random, known, figures, say: options.say });
    options.say(`${figures.kills} kills, ${known.acknowledgedCount} writes acknowledged (${fault.name})`);
  }
}

async function strikeOnce(
  ally: AllyUnderFault,
  fault: Fault,
  {
    random,
    known,
    figures,
    say,
  }: { random: Randomness; known: WhatClientsKnow; figures: Figures; say(line: string): void },
): Promise<void> {
  const strike = figures.strike(fault.name, fault.kills, known.acknowledgedCount);
  await fault.strike(ally, random);
  const struckAt = performance.now();
  if (!ally.isUp) await start(ally);
  while (known.lastAcknowledgedAt < struckAt) {
    // It may do so when it has lost its PostgreSQL; whoever runs it starts it again.
    if (!ally.isUp) {
      known.failed('Ally ended by itself');
      say(`It ended by itself:\n${ally.lastWords()}`);
      await start(ally);
    }
    await pause(5);
    if (performance.now() - struckAt > SERVES_WITHIN_MS)
      throw new Error(`No service a minute after: ${fault.name}`);
  }
  strike.over();
}

/** Starts it and waits until it is ready. */
export async function start(ally: AllyUnderFault): Promise<void> {
  if (!(await ally.start())) throw new Error(`Ally did not start again:\n${ally.lastWords()}`);
}
