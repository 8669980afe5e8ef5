import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runFaults } from './run-faults.js';
import { longForm, shortForm, tenKills } from './forms.js';
import { tableOf } from './table.js';

/** `npm run faults [-- --short] [--kills 100] [--seed 7] [--json figures.json]`; `--suite` is for the spec beside this. */
const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    suite: { type: 'boolean', default: false },
    kills: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'string', default: 'dist/faults.json' },
  },
});

// `exit` ends Ally and its PostgreSQL.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
// However a test ends, its end of the pipe closes.
if (values.suite)
  process.stdin
    .resume()
    .once('end', () => process.exit(130))
    .unref();

const form = values.suite ? tenKills : values.short ? shortForm : longForm;
const seed = Number(values.seed ?? randomInt(1_000_000));
console.log(`Seed ${seed}: the same one strikes alike.`);
const outcome = await runFaults({
  ...form,
  ...(values.kills !== undefined && { kills: Number(values.kills) }),
  seed,
  say: (line) => console.log(line),
});
const { figures, findings, overlooked, planted, unplanted } = outcome;
console.log(`\n${tableOf(outcome)}`);
await writeFile(
  values.json,
  `${JSON.stringify({ ...figures.toJSON(), findings, planted, unplanted, overlooked }, null, 2)}\n`,
);
process.exitCode = findings.length === 0 && overlooked.length === 0 ? 0 : 1;
