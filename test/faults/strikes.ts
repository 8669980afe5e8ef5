import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { AllyUnderFault } from './ally-under-fault.js';
import { killWhileStarting, type Fault } from './faults.js';
import type { Figures } from './figures.js';
import type { Randomness } from './randomness.js';
import type { Scene } from './under-load.js';

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
const ANSWERS_WITHIN_MS = 5_000;
const LOOK_AGAIN_MS = 20;

/** Each kill falls a little later into the making of cluster, tables and demo, so that each part of it is hit. */
export async function breakFirstStart(
  ally: AllyUnderFault,
  random: Randomness,
  figures: Figures,
  kills: number,
) {
  for (let nth = 1; nth <= kills; nth++) {
    const strike = figures.strike('killed during its first start', () => ally.kills, 0);
    await killWhileStarting(ally, random, (FIRST_START_MS * nth) / kills);
    strike.struck();
  }
}

type SceneOfSolo = Scene<AllyUnderFault>;

/**
 * Strikes at random until it has been enough; Ally serves again afterwards.
 * @returns what was left out, because time was over.
 */
export async function strikeUnderLoad(scene: SceneOfSolo, options: StrikeOptions): Promise<string[]> {
  const { random, known, figures } = scene;
  const deadline = performance.now() + options.atMostMs;
  while (figures.kills < options.kills && performance.now() < deadline) {
    await pause(random.between(0, options.lifeMs));
    const fault = random.weighted(options.faults);
    await strikeOnce(scene, fault, options.say);
    options.say(`${figures.kills} kills, ${known.acknowledgedCount} writes acknowledged (${fault.name})`);
  }
  const { kills } = figures;
  return kills < options.kills ? [`${options.kills - kills} of ${options.kills} kills`] : [];
}

async function strikeOnce(scene: SceneOfSolo, fault: Fault, say: (line: string) => void): Promise<void> {
  const { ally, random, known, figures } = scene;
  const strike = figures.strike(fault.name, () => ally.kills, known.acknowledgedCount);
  await fault.strike(ally, random);
  strike.struck();
  if (!ally.isUp) await start(ally);
  const deadline = performance.now() + SERVES_WITHIN_MS;
  while (!(await serves(scene))) {
    // It may end when it has lost its PostgreSQL; whoever runs it starts it again.
    if (!ally.isUp) {
      known.failed('Ally ended by itself');
      say(`It ended by itself:\n${ally.lastWords()}`);
      await start(ally);
    }
    if (performance.now() > deadline) throw new Error(`No service a minute after: ${fault.name}`);
    await pause(LOOK_AGAIN_MS);
  }
  strike.over();
}

/** Whether every service reaches its database, and a write is taken. */
async function serves({ ally, known, offers }: SceneOfSolo): Promise<boolean> {
  const readerId = randomUUID();
  const articleId = offers.articleIds[0] ?? '';
  try {
    const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS);
    const ready = await fetch(`${ally.url}/health/ready`, { signal });
    const read = await fetch(`${ally.url}/v1/reads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ articleId, readerId, seconds: 1, depth: 1 }),
      signal,
    });
    if (read.status === 202) known.acknowledge('reads', { readerId, articleId });
    return ready.ok && read.status === 202;
  } catch {
    return false; // nobody answers yet
  }
}

/** Starts it and waits until it is ready. */
export async function start(ally: AllyUnderFault): Promise<void> {
  if (!(await ally.start())) throw new Error(`Ally did not start again:\n${ally.lastWords()}`);
}
