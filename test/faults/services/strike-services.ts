import { setTimeout as pause } from 'node:timers/promises';
import type { Randomness } from '../randomness.js';
import { fullService } from './full-service.js';
import type { SceneOfServices, ServiceFault } from './service-fault.js';

export interface StrikeServicesOptions {
  readonly faults: readonly ServiceFault[];
  /** For how long Ally is left to work between two strikes, at most. */
  readonly lifeMs: number;
  /** After so long nothing strikes any more. */
  readonly atMostMs: number;
  say(line: string): void;
}

/**
 * Lets every fault strike as often as it is meant to, in an order of chance; service is full again in between.
 * @returns the names of the strikes that were left out, because time was over.
 */
export async function strikeServices(
  scene: SceneOfServices,
  options: StrikeServicesOptions,
): Promise<string[]> {
  const { ally, random, known, figures } = scene;
  const deadline = performance.now() + options.atMostMs;
  const strikes = shuffled(
    options.faults.flatMap((fault) => Array.from({ length: fault.times }, () => fault)),
    random,
  );
  for (const [nth, fault] of strikes.entries()) {
    if (performance.now() > deadline) return strikes.slice(nth).map(({ name }) => name);
    await pause(random.between(0, options.lifeMs));
    const strike = figures.strike(fault.name, () => ally.kills, known.acknowledgedCount);
    await fault.strike(scene);
    strike.struck();
    strike.mended();
    const seconds = (await fullService(scene)) ? strike.over() : undefined;
    await fault.mend?.(scene);
    if (seconds === undefined)
      known.contradictions.push(`service was not full two minutes after: ${fault.name}`);
    options.say(
      `${nth + 1} of ${strikes.length}, ${known.acknowledgedCount} writes acknowledged (${fault.name}, ${seconds?.toFixed(1) ?? 'never'} s)`,
    );
  }
  return [];
}

function shuffled<Item>(items: readonly Item[], random: Randomness): Item[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
