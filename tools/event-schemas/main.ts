/**
 * `npm run check:event-schemas`: the events of this build against docs/api/published-events.json. It fails when a change
 * breaks a reader, and when the file does not say yet what is published now; with `-- --write` it then says so.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { eventDefinitions } from '#libs/contracts';
import { compareEvents, type PublishedEvents } from './compare-events.js';

const FILE = 'docs/api/published-events.json';

const before = await readFile(FILE, 'utf8');
const { refused, published } = compareEvents(JSON.parse(before) as PublishedEvents, eventDefinitions());
const after = await format(JSON.stringify(published), { ...(await resolveConfig(FILE)), filepath: FILE });
for (const sentence of refused) console.error(sentence);
if (refused.length > 0) process.exitCode = 1;
else if (after !== before) {
  if (process.argv.includes('--write')) await writeFile(FILE, after);
  else {
    console.error(`${FILE} lacks what this build publishes: run npm run check:event-schemas -- --write`);
    process.exitCode = 1;
  }
}
