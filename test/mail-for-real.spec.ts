import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runStart, type StartedProcess } from '../tools/demo/start-solo.js';
import { CERTIFICATE_FILE, startSmtpSink, type SmtpSink } from './support/smtp-sink.js';
import { isRunning, temporaryDataDir } from './support/start-solo.js';
import { until } from './support/until.js';

const FOUNDATION = {
  ALLY_FOUNDATION_NAME: 'Lakeside Foundation',
  ALLY_FOUNDATION_EMAIL: 'hello@lakeside.test',
  ALLY_FOUNDATION_ADDRESS: '12 Harbor Street, Chicago',
};
const PASSWORD = 'correct-horse/battery';

describe('an Ally whose mail is real', () => {
  let sink: SmtpSink;
  let folder: Awaited<ReturnType<typeof temporaryDataDir>>;
  let solo: StartedProcess;
  let url: string;

  beforeAll(async () => {
    sink = await startSmtpSink({
      authOptional: false,
      onAuth: ({ username, password }, _session, done) =>
        username === 'ally' && password === PASSWORD
          ? done(null, { user: 'ally' })
          : done(new Error('wrong password')),
    });
    folder = await temporaryDataDir();
    solo = runStart({
      ...FOUNDATION,
      ALLY_DATA_DIR: folder.dataDir,
      ALLY_MAIL: 'smtp',
      ALLY_SMTP_URL: `smtp://ally:${encodeURIComponent(PASSWORD)}@127.0.0.1:${sink.port}`,
      ALLY_SMTP_STARTTLS: 'required',
      ALLY_SMTP_CA: CERTIFICATE_FILE,
      ALLY_SMTP_ENVELOPE_FROM: 'bounces@lakeside.test',
    });
    url = (await solo.ready) ?? '';
    if (url === '') throw new Error(`Ally did not start:\n${solo.output()}`);
  }, 60_000);

  afterAll(async () => {
    if (isRunning(solo.pid)) solo.kill('SIGTERM');
    await solo.exited;
    await sink.close();
    await folder.remove();
  }, 60_000);

  it('sends what it would have put into the mailbox, and has no mailbox', async () => {
    const answer = await fetch(`${url}/v1/subscriptions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'ada@example.org', name: 'Ada', topics: ['articles'] }),
    });
    expect(answer.status).toBe(202);
    await until('the mail has come', () => sink.received.length === 1);
    expect(sink.received[0]).toMatchObject({
      from: 'bounces@lakeside.test',
      to: ['ada@example.org'],
      isEncrypted: true,
      mail: { subject: 'Please confirm that you want letters from Lakeside Foundation' },
    });
    expect(await statusOf(`${url}/mailbox`)).toBe(404);
  });

  it('says where mails go and never the password; hangs up when it stops', async () => {
    expect(solo.output()).toContain(`goes out by 127.0.0.1, port ${sink.port}`);
    expect(solo.output()).not.toContain('/mailbox');
    solo.kill('SIGTERM');
    expect(await solo.exited).toBe(0);
    await until('the connection is closed', () => sink.connections() === 0);
    expect(solo.output()).not.toMatch(/correct-horse/);
  }, 30_000);
});

/** Asked for as a program that knows no /openapi.json would. */
async function statusOf(address: string): Promise<number | undefined> {
  const [answer] = (await once(get(address), 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}
