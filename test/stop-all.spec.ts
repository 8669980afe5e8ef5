import { expect, it } from '@jest/globals';
import { stopAll } from '../tools/servers/stop-all.js';

it('when something cannot be stopped, then what was started before it is stopped all the same, and it is told', async () => {
  const stopped: string[] = [];
  const undo = [
    () => stopped.push('the first'),
    () => Promise.reject(new Error('the second does not stop')),
    async () => stopped.push('the third'),
  ];
  await expect(stopAll(undo)).rejects.toThrow('the second does not stop');
  expect(stopped).toEqual(['the third', 'the first']);
  await stopAll(undo);
  expect(stopped).toHaveLength(2);
});
