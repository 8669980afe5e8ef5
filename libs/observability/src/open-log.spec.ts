import { describe, expect, it } from '@jest/globals';
import { inLogContext } from './log-context.js';
import { NestLog } from './nest-log.js';
import { openLog, type Log, type LogOptions } from './open-log.js';

describe('the log of a process', () => {
  it('is an object a line, with its level by name and the time in UTC', () => {
    const { log, lines } = opened();
    log.warn({ attempts: 3 }, 'not yet');
    expect(lines()).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        attempts: 3,
        msg: 'not yet',
      },
    ]);
  });

  it('says of each line which of several processes wrote it, where there are several', () => {
    const { log, lines } = opened({ process: 'payments worker' });
    log.info('here');
    expect(lines()).toEqual([expect.objectContaining({ process: 'payments worker', pid: process.pid })]);
  });

  it('says of each line within what request, event and handler it was logged, and of none outside', async () => {
    const { log, lines } = opened();
    await inLogContext({ requestId: 'r-1' }, async () => {
      await Promise.resolve();
      log.info('in the request');
      await inLogContext({ eventId: 'e-1', consumer: 'payments.opener' }, async () => {
        await Promise.resolve();
        log.info('in the handler');
      });
    });
    log.info('outside');
    const ids = lines().map(({ requestId, eventId, consumer }) => ({ requestId, eventId, consumer }));
    expect(ids).toEqual([
      { requestId: 'r-1' },
      { requestId: 'r-1', eventId: 'e-1', consumer: 'payments.opener' },
      {},
    ]);
  });

  it('keeps requests that run side by side apart', async () => {
    const { log, lines } = opened();
    await Promise.all(
      ['a', 'b', 'c'].map((requestId) =>
        inLogContext({ requestId }, async () => {
          await new Promise(setImmediate);
          log.info(requestId);
        }),
      ),
    );
    for (const { requestId, msg } of lines()) expect(requestId).toBe(msg);
  });

  it('hides secrets and people, whether in fields, texts or errors', () => {
    const { log, raw } = opened();
    log.error({ token: 'abc', err: new Error('no such user: ada@example.org') }, 'for ada@example.org');
    expect(raw()).not.toContain('ada');
    expect(raw()).not.toContain('abc');
  });

  it.each<[string, (log: Log) => void]>([
    ['an error alone', (log) => log.error(new Error('no such user: ada@example.org'))],
    ['an error that is put into a text', (log) => log.error('failed: %s', new Error('for ada@example.org'))],
    ['an object that is put into a text', (log) => log.error('failed: %j', { email: 'ada@example.org' })],
    [
      'what a database says beside its message',
      (log) => log.error(Object.assign(new Error('taken'), { detail: '(email)=(ada@example.org)' })),
    ],
  ])('hides it in %s as well', (_, write) => {
    const { log, raw } = opened();
    write(log);
    expect(raw()).toContain('"level":"error"');
    expect(raw()).not.toContain('ada');
  });

  it('says of an error what it is', () => {
    const { log, lines } = opened();
    log.error(new TypeError('it broke'));
    new NestLog(log).error(new TypeError('it broke'));
    const told = { err: { type: 'TypeError', message: 'it broke' }, msg: 'it broke' };
    expect(lines()).toMatchObject([told, told]);
  });

  it('leaves out what is below its level', () => {
    const { log, raw } = opened({ level: 'warn' });
    log.info('request');
    expect(raw()).toBe('');
  });

  it('takes what Nest logs, with its context and the stack of an error', () => {
    const { log, lines } = opened();
    const nest = new NestLog(log);
    nest.error('It broke', 'Error: it broke\n    at here', 'alert');
    nest.warn('Careful', 'http');
    nest.log('Mapped {/v1/articles, GET} route', 'RouterExplorer');
    expect(lines()).toMatchObject([
      { level: 'error', msg: 'It broke', context: 'alert', stack: 'Error: it broke\n    at here' },
      { level: 'warn', msg: 'Careful', context: 'http' },
    ]);
  });

  it('is plain text for the person at a terminal', () => {
    const { log, raw } = opened({ format: 'text' });
    new NestLog(log).error('It broke', 'Error: it broke\n    at here', 'alert');
    log.info({ context: 'http', route: '/v1/articles', status: 200 }, 'request');
    expect(raw().replace(/^\d\d:\d\d:\d\d/gm, 'hh:mm:ss')).toBe(
      'hh:mm:ss error [alert] It broke\nError: it broke\n    at here\n' +
        'hh:mm:ss info [http] request route=/v1/articles status=200\n',
    );
  });

  function opened(options: Partial<LogOptions> = {}) {
    let written = '';
    const log = openLog(
      { level: 'info', format: 'json', ...options },
      { write: (line) => (written += line) },
    );
    const lines = () =>
      written
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    return { log, lines, raw: () => written };
  }
});
