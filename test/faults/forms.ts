import { crashes } from './faults.js';
import type { FaultsOptions } from './run-faults.js';

type Form = Omit<FaultsOptions, 'seed' | 'say'>;

const MINUTE_MS = 60_000;

/** `npm run faults`. */
export const longForm: Form = {
  faults: crashes,
  kills: 120,
  killsOfFirstStart: 8,
  lifeMs: 3_000,
  atMostMs: 25 * MINUTE_MS,
  clients: 10,
  patienceMs: 60_000,
  largestFile: 100_000_000,
};

/** `npm run faults -- --short`: within three minutes, where the machine has nothing else to do. */
export const shortForm: Form = {
  ...longForm,
  kills: 25,
  killsOfFirstStart: 4,
  lifeMs: 2_000,
  atMostMs: 3 * MINUTE_MS,
  patienceMs: 15_000,
  largestFile: 10_000_000,
};

/** In the suite. */
export const tenKills: Form = {
  ...shortForm,
  kills: 10,
  killsOfFirstStart: 1,
  lifeMs: 700,
  atMostMs: 2.5 * MINUTE_MS,
  clients: 4,
  patienceMs: 4_000,
  largestFile: 1_000_000,
};
