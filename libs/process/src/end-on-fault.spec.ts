import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

const loader = new URL('../../../test/support/run-typescript.mjs', import.meta.url).href;
const endOnFault = new URL('./end-on-fault.ts', import.meta.url).href;

describe('an error that nobody catches', () => {
  it.each([
    ['thrown', 'setImmediate(() => { throw taken; });'],
    ['of a promise', 'void Promise.reject(taken);'],
  ])(
    'when it is %s, then the process ends with 1, and what a database said beside it is not printed',
    (_, fault) => {
      const program = `
      import { endOnFault } from '${endOnFault}';
      endOnFault((error) => console.error('complaint: ' + error.message));
      const taken = Object.assign(new Error('key is taken'), { detail: '(email)=(ada@example.org)' });
      ${fault}
      setInterval(() => undefined, 1000);`;
      const { status, stderr } = spawnSync(
        process.execPath,
        ['--import', loader, '--input-type=module', '--eval', program],
        { encoding: 'utf8', timeout: 20_000 },
      );
      expect(stderr).toBe('complaint: key is taken\n');
      expect(status).toBe(1);
    },
  );
});
