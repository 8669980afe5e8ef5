import { beforeEach, describe, expect, it } from '@jest/globals';
import { SupervisorWords } from './supervisor-words.js';

describe('what the supervisor says of its processes', () => {
  let said: string;
  let words: SupervisorWords;

  beforeEach(() => {
    said = '  payments web           process 11\nAlly is ready on http://127.0.0.1:3000\n';
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

  it('when all have been replaced, then that is counted', () => {
    said += 'every process is replaced, one after the other\n';
    expect(words.replacements).toBe(0);
    said += 'every process has been replaced\n';
    expect(words.replacements).toBe(1);
  });
});
