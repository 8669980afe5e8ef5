import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { WhatClientsKnow } from './acknowledged.js';
import type { BreakableAlly } from './breakable-ally.js';
import type { Figures } from './figures.js';
import { Load, type LoadOptions } from './load/load.js';
import { findOffers, makeRoom } from './load/offers.js';
import type { Offers } from './load/visit.js';
import type { Randomness } from './randomness.js';

/** What a strike falls upon, and what is known and measured of it. */
export interface Scene<Ally extends BreakableAlly> {
  readonly ally: Ally;
  readonly random: Randomness;
  readonly known: WhatClientsKnow;
  readonly figures: Figures;
  readonly offers: Offers;
}

export interface Outlived {
  /** What the clients were told. */
  readonly known: WhatClientsKnow;
  /** The strikes that there was no time for. */
  readonly leftOut: readonly string[];
}

const ALL_COME_WITHIN_MS = 15_000;

/** Of an Ally that is broken, by their names in the environment. */
export const SETTINGS = {
  ALLY_HOLD_MINUTES: '1',
  // All people here come from one address.
  ALLY_RATE_LIMITS: '100000',
  ALLY_HOLDS_PER_PERSON: '100',
  ALLY_HOLD_SHARE_PERCENT: '100',
  ALLY_UNVERIFIED_MAILS_PER_DAY: '100',
};

/**
 * Does some work in a folder that is gone afterwards, however this process ends.
 * @param leaveNothing ends what works there; called before the folder goes.
 */
export async function inFolderOfOnesOwn<Result>(
  work: (folder: string) => Promise<Result>,
  leaveNothing: (folder: string) => void,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'ally-faults-'));
  const clear = () => {
    leaveNothing(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.on('exit', clear);
  try {
    return await work(folder);
  } finally {
    process.off('exit', clear);
    clear();
  }
}

/**
 * Has people come to an Ally that runs, while `strike` breaks it; afterwards they finish what they have begun.
 * @param strike returns what it has left out.
 */
export async function underLoad<Ally extends BreakableAlly>(
  { ally, random, figures }: Pick<Scene<Ally>, 'ally' | 'random' | 'figures'>,
  options: LoadOptions & { say(line: string): void },
  strike: (scene: Scene<Ally>) => Promise<string[]>,
): Promise<Outlived> {
  await makeRoom(ally);
  const offers = await findOffers(ally.url);
  const known = new WhatClientsKnow();
  const load = new Load(ally.url, known, offers, random.fork(), options);
  let everybodyIsDone: Promise<void>;
  let leftOut: string[];
  try {
    leftOut = await strike({ ally, random, known, figures, offers });
    await untilAllSortsHaveCome(known);
  } finally {
    options.say('Nothing more strikes: everybody finishes what they have begun.');
    everybodyIsDone = load.end();
  }
  await everybodyIsDone;
  return { known, leftOut };
}

/** Few strikes may be over before everybody has come whom the checks are about. */
async function untilAllSortsHaveCome({ acknowledged }: WhatClientsKnow): Promise<void> {
  const deadline = performance.now() + ALL_COME_WITHIN_MS;
  const { enrollments, cancellations, payments, transfers, subscriptions, reads } = acknowledged;
  const some = [enrollments, cancellations, payments, transfers, subscriptions, reads];
  while (some.some(({ length }) => length < 2) && performance.now() < deadline) await pause(50);
}
