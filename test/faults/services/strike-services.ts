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

/** Lets every fault strike as often as it is meant to, in an order of chance; service is full again in between. */
export async function strikeServices(scene: SceneOfServices, options: StrikeServicesOptions): Promise<void> {
  const { random, known, figures } = scene;
  const deadline = performance.now() + options.atMostMs;
  const strikes = options.faults.flatMap((fault) => Array.from({ length: fault.times }, () => fault));
  for (const [nth, fault] of shuffled(strikes, random).entries()) {
    if (performance.now() > deadline) {
      options.say(`Time is over: ${strikes.length - nth} strikes are left out.`);
      break;
    }
    await pause(random.between(0, options.lifeMs));
    const strike = figures.strike(fault.name, fault.kills, known.acknowledgedCount);
    await fault.strike(scene);
    strike.mended();
    const seconds = (await fullService(scene)) ? strike.over() : undefined;
    await fault.mend?.(scene);
    if (seconds === undefined)
      known.contradictions.push(`service was not full two minutes after: ${fault.name}`);
    options.say(
      `${nth + 1} of ${strikes.length}, ${known.acknowledgedCount} writes acknowledged (${fault.name}, ${seconds?.toFixed(1) ?? 'never'} s)`,
    );
  }
}

function shuffled<Item>(items: readonly Item[], random: Randomness): Item[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
