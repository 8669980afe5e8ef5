import { beforeEach, describe, expect, it } from '@jest/globals';
import { SupervisorWords } from './supervisor-words.js';

/** What a process was about to log when its supervisor said something. */
const CUT_OFF = '{"level":"warn","context":"KafkaSubscription","msg":"payments web (process';

describe('what the supervisor says of its processes', () => {
  let said: string;
  let words: SupervisorWords;

  beforeEach(() => {
    said =
      '  payments web           process 11\n  payments worker        process 21\nAlly is ready on http://127\n';
    words = new SupervisorWords(() => said);
  });

  it('when one has ended, then it is missing until another is ready, however many tries that takes', () => {
    expect(words.isWhole).toBe(true);
    said += 'payments web (process 11) was ended by SIGKILL; another one is started\n';
    expect(words.isWhole).toBe(false);
    expect(words.knowsTheEndOf(11)).toBe(true);
    said += 'payments web (process 12) ended with 1; another one is started\n';
    expect(words.knowsTheEndOf(12)).toBe(true);
    expect(words.knowsTheEndOf(13)).toBe(false);
    said += 'payments web (process 13) is ready again\n';
    expect(words.isWhole).toBe(true);
  });

  it('when a line has come in part, then the rest of it is waited for', () => {
    said += 'payments web (process 11) was ended by SIG';
    expect(words.isWhole).toBe(true);
    said += 'KILL; another one is started\n';
    expect(words.isWhole).toBe(false);
  });

  it('when a process has not finished its line, then what comes behind that is understood all the same', () => {
    said += `${CUT_OFF}payments web (process 11) was ended by SIGKILL; another one is started\n 7)"}\n`;
    expect([words.isWhole, words.knowsTheEndOf(11)]).toEqual([false, true]);
    said += `${CUT_OFF}payments web (process 12) is ready again\n`;
    expect(words.isWhole).toBe(true);
    said += `${CUT_OFF}every process has been replaced\n`;
    expect(words.replacements).toEqual({ whole: 1, partial: 0 });
  });

  it('when another one is ready again, or has taken over, then that is the process of this name', () => {
    said += 'payments web (process 12) is ready again\npayments worker (process 22) has taken over\n';
    expect(words.processes()).toEqual([
      { name: 'payments web', pid: 12 },
      { name: 'payments worker', pid: 22 },
    ]);
  });

  it('when all have been replaced, or some have stayed, then that is counted', () => {
    said += 'every process is replaced, one service after the other\n';
    expect(words.replacements).toEqual({ whole: 0, partial: 0 });
    said += 'every process has been replaced\n';
    expect(words.replacements).toEqual({ whole: 1, partial: 0 });
    said += 'not replaced: payments web, payments worker; the lines above say why\n';
    expect(words.replacements).toEqual({ whole: 1, partial: 1 });
  });
});
