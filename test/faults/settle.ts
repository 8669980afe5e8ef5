import type { BreakableAlly } from './breakable-ally.js';

/** Longer than any wait that a crash leads to: a lost sender is waited for ten minutes, a silent provider ten. */
const TIME_TO_PASS = 'PT1H';
const TRIES = 3;

/**
 * Brings Ally to rest: loses all its jobs, since rows alone may count, starts it on a test clock, and lets an hour pass
 * at once, in which every hold, retry and lease comes to its end.
 * @returns why it did not come to rest; undefined when it did.
 */
export async function settle(ally: BreakableAlly): Promise<string | undefined> {
  if (!(await ally.startFromRowsAlone())) return `it did not start:\n${ally.lastWords()}`;
  let said = '';
  for (let tries = 0; tries < TRIES; tries++) {
    const answer = await fetch(`${ally.url}/v1/test-clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceBy: TIME_TO_PASS }),
    });
    said = await answer.text();
    if (answer.ok && (JSON.parse(said) as { idle: boolean }).idle) return undefined;
  }
  return said;
}
