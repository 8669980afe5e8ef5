import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runFaults } from './run-faults.js';
import { longForm, shortForm } from './forms.js';
import { tableOf } from './table.js';

/** `npm run faults [-- --short] [--kills 100] [--seed 7] [--json figures.json]` */
const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    kills: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'string', default: 'dist/faults.json' },
  },
});

// `exit` ends Ally and its PostgreSQL.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

const form = values.short ? shortForm : longForm;
const seed = Number(values.seed ?? randomInt(1_000_000));
console.log(`Seed ${seed}: the same one strikes alike.`);
const outcome = await runFaults({
  ...form,
  ...(values.kills !== undefined && { kills: Number(values.kills) }),
  seed,
  say: (line) => console.log(line),
});
const { figures, findings, overlooked } = outcome;
console.log(`\n${tableOf(outcome)}`);
await writeFile(
  values.json,
  `${JSON.stringify({ ...figures, byFault: figures.byFault(), kills: figures.kills, findings, overlooked, unplanted: outcome.unplanted }, null, 2)}\n`,
);
process.exitCode = findings.length === 0 && overlooked.length === 0 ? 0 : 1;
