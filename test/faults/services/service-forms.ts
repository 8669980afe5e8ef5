import type { ServiceFaultsOptions } from './run-service-faults.js';
import { networkFaults } from './network-faults.js';
import { processFaults } from './process-faults.js';
import { brokerFaults, serverFaults } from './server-faults.js';
import type { Amounts, ServiceFault } from './service-fault.js';

type Form = Omit<ServiceFaultsOptions, 'seed' | 'say' | 'logFile'>;

const MINUTE_MS = 60_000;

const many: Amounts = {
  killed: 38,
  killedWhileStarting: 3,
  killedInARow: 4,
  allKilled: 3,
  postgresKilled: 10,
  kafkaKilled: 10,
  redisKilled: 5,
  redisWiped: 5,
  redisReplaced: 3,
  cut: 3,
  cutMs: [5_000, 20_000],
  silent: 1,
  silentMs: [5_000, 20_000],
  slow: 2,
  slowMs: [15_000, 30_000],
  writesRefused: 4,
  refusedMs: [5_000, 10_000],
  replaced: 3,
  kafkaAway: 1,
  awayMs: 10 * MINUTE_MS,
};

/** One process killed alone is left to the long form: most of the time goes into waiting for it. */
const few: Amounts = {
  killed: 0,
  killedWhileStarting: 0,
  killedInARow: 1,
  allKilled: 0,
  postgresKilled: 1,
  kafkaKilled: 0,
  redisKilled: 0,
  redisWiped: 1,
  redisReplaced: 1,
  cut: 1,
  cutMs: [2_000, 3_000],
  silent: 0,
  silentMs: [0, 0],
  slow: 0,
  slowMs: [0, 0],
  writesRefused: 1,
  refusedMs: [3_000, 3_000],
  replaced: 1,
  kafkaAway: 1,
  awayMs: 15_000,
};

function serviceFaults(amounts: Amounts): readonly ServiceFault[] {
  return [...processFaults(amounts), ...serverFaults(amounts), ...networkFaults(amounts)];
}

/** `npm run faults -- --services`. */
export const longServices: Form = {
  faults: serviceFaults(many),
  brokers: 1,
  lifeMs: 1_000,
  atMostMs: 120 * MINUTE_MS,
  clients: 10,
  patienceMs: 60_000,
  largestFile: 10_000_000,
};

/** `npm run faults -- --services --short`: within three minutes, where the machine has nothing else to do. */
export const shortServices: Form = {
  ...longServices,
  faults: serviceFaults(few),
  lifeMs: 300,
  atMostMs: 4 * MINUTE_MS,
  clients: 6,
  patienceMs: 10_000,
  largestFile: 1_000_000,
};

/** `npm run faults -- --services --three-brokers`. */
export const threeBrokers: Form = {
  ...shortServices,
  faults: brokerFaults,
  brokers: 3,
};
