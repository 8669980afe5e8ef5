import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runFaults } from './run-faults.js';
import { longForm, shortForm, tenKills } from './forms.js';
import { runServiceFaults } from './services/run-service-faults.js';
import { longServices, shortServices, threeBrokers } from './services/service-forms.js';
import type { FaultsOutcome } from './compare.js';
import { tableOf } from './table.js';
import { objectionsTo } from './verdict.js';

/**
 * `npm run faults [-- --short] [--kills 100] [--seed 7] [--json figures.json]`, or with `--services` the same of services
 * (`--three-brokers`: with one of three brokers killed; `--only redis`: only the faults with this in their names); `--suite`
 * is for the spec beside this. Ends with 0 only when all faults have struck and nothing is to be said against it.
 */
const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    suite: { type: 'boolean', default: false },
    services: { type: 'boolean', default: false },
    'three-brokers': { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    kills: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'string', default: 'dist/faults.json' },
  },
});

// `exit` ends Ally and its servers.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
// However a test ends, its end of the pipe closes.
if (values.suite)
  process.stdin
    .resume()
    .once('end', () => process.exit(130))
    .unref();

const seed = Number(values.seed ?? randomInt(1_000_000));
console.log(`Seed ${seed}: the same one strikes alike.`);
const common = { seed, say: (line: string) => console.log(line) };
const outcome = await (values.services ? breakServices() : breakSolo());
const { figures, leftOut, findings, overlooked, planted, unplanted } = outcome;
console.log(`\n${tableOf(outcome)}`);
await writeFile(
  values.json,
  `${JSON.stringify({ ...figures.toJSON(), leftOut, findings, planted, unplanted, overlooked }, null, 2)}\n`,
);
process.exitCode = objectionsTo(outcome).length === 0 ? 0 : 1;

function breakSolo(): Promise<FaultsOutcome> {
  const form = values.suite ? tenKills : values.short ? shortForm : longForm;
  return runFaults({
    ...form,
    ...(values.kills !== undefined && { kills: Number(values.kills) }),
    ...common,
  });
}

function breakServices(): Promise<FaultsOutcome> {
  const form = values['three-brokers'] ? threeBrokers : values.short ? shortServices : longServices;
  const faults = form.faults.filter(({ name }) => name.toLowerCase().includes(values.only.toLowerCase()));
  if (faults.every(({ times }) => times === 0))
    throw new Error(`No fault of this form is named "${values.only}"`);
  return runServiceFaults({ ...form, faults, ...common, logFile: values.json.replace(/\.json$/, '.log') });
}
