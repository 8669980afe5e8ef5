import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { CERTIFICATE, CERTIFICATE_FILE } from '../../../../../test/support/smtp-sink.js';
import { MailSettingWrong, smtpSettings } from './smtp-settings.js';

const from = 'hello@ally.test';
const read = (more: Record<string, string>) => smtpSettings({ ALLY_MAIL: 'smtp', ...more }, from);

describe('where mails go', () => {
  it('into the mailbox, unless SMTP is asked for', () => {
    expect(smtpSettings({}, from)).toBeUndefined();
    expect(smtpSettings({ ALLY_MAIL: 'mailbox' }, from)).toBeUndefined();
  });

  it('to a server elsewhere by STARTTLS, which is then required', () => {
    expect(read({ ALLY_SMTP_URL: 'smtp://mail.example.org' })).toEqual({
      host: 'mail.example.org',
      port: 587,
      tls: 'required',
      envelopeFrom: from,
      connections: 5,
      mailsPerConnection: 100,
      connectMs: 10_000,
      greetingMs: 10_000,
      silenceMs: 60_000,
    });
  });

  it('with smtps by TLS from the first byte, on its own port', () => {
    expect(read({ ALLY_SMTP_URL: 'smtps://mail.example.org' })).toMatchObject({ port: 465, tls: 'implicit' });
  });

  it.each(['smtp://127.0.0.1:1025', 'smtp://localhost:1025', 'smtp://[::1]:1025'])(
    'on this machine (%s) in the clear, unless the server offers better',
    (url) => {
      expect(read({ ALLY_SMTP_URL: url })).toMatchObject({ port: 1025, tls: 'if-offered' });
    },
  );

  it('on this machine by STARTTLS as well, if that is wished', () => {
    expect(read({ ALLY_SMTP_URL: 'smtp://localhost:25', ALLY_SMTP_STARTTLS: 'required' })).toMatchObject({
      tls: 'required',
    });
  });

  it('as the numbers and names say', () => {
    const settings = read({
      ALLY_SMTP_URL: 'smtp://relay.internal:25',
      ALLY_SMTP_STARTTLS: 'if-offered',
      ALLY_SMTP_CA: CERTIFICATE_FILE,
      ALLY_SMTP_SERVERNAME: 'mail.ally.test',
      ALLY_SMTP_ENVELOPE_FROM: 'bounces@ally.test',
      ALLY_SMTP_CONNECTIONS: '2',
      ALLY_SMTP_MAILS_PER_CONNECTION: '10',
      ALLY_SMTP_CONNECT_SECONDS: '3',
      ALLY_SMTP_GREETING_SECONDS: '4',
      ALLY_SMTP_SILENCE_SECONDS: '5',
    });
    expect(settings).toEqual({
      host: 'relay.internal',
      port: 25,
      tls: 'if-offered',
      ca: CERTIFICATE,
      servername: 'mail.ally.test',
      envelopeFrom: 'bounces@ally.test',
      connections: 2,
      mailsPerConnection: 10,
      connectMs: 3_000,
      greetingMs: 4_000,
      silenceMs: 5_000,
    });
  });
});

describe('the password', () => {
  const settings = read({ ALLY_SMTP_URL: 'smtp://ally%40example.org:p%40ss%2Fword@mail.example.org' });

  it('is decoded for the server', () => {
    expect(settings?.login?.reveal()).toEqual({ user: 'ally@example.org', pass: 'p@ss/word' });
  });

  it('is in nothing that is printed', () => {
    const printed = [inspect(settings, { depth: 9, showHidden: true }), JSON.stringify(settings)];
    for (const text of [...printed, `${String(settings?.login)}`]) expect(text).not.toMatch(/p@ss|p%40ss/);
  });
});

describe('a mistake', () => {
  const elsewhere = 'smtp://mail.example.org';
  const login = 'smtp://ally:s3cret@mail.example.org';

  it.each<[string, Record<string, string>, RegExp]>([
    ['a transport that there is not', { ALLY_MAIL: 'pigeon' }, /ALLY_MAIL must be mailbox or smtp/],
    ['no address', {}, /ALLY_MAIL=smtp needs ALLY_SMTP_URL/],
    ['an address, but no SMTP', { ALLY_MAIL: 'mailbox', ALLY_SMTP_URL: elsewhere }, /set ALLY_MAIL=smtp/],
    ['no URL', { ALLY_SMTP_URL: 'mail.example.org' }, /ALLY_SMTP_URL must read like/],
    ['another scheme', { ALLY_SMTP_URL: 'https://mail.example.org' }, /ALLY_SMTP_URL must read like/],
    ['no host', { ALLY_SMTP_URL: 'smtp://' }, /ALLY_SMTP_URL must read like/],
    ['a path', { ALLY_SMTP_URL: `${login}/inbox` }, /ALLY_SMTP_URL must read like/],
    ['options in the URL', { ALLY_SMTP_URL: `${login}?pool=true` }, /ALLY_SMTP_URL must read like/],
    ['a slash in the password', { ALLY_SMTP_URL: 'smtp://ally:s3/cret@host' }, /special characters/],
    ['a bare percent sign', { ALLY_SMTP_URL: 'smtp://ally:s3%cret@host' }, /%25/],
    ['a user without a password', { ALLY_SMTP_URL: 'smtp://ally@host' }, /without a password/],
    ['a password without a user', { ALLY_SMTP_URL: 'smtp://:s3cret@host' }, /without a user/],
    [
      'STARTTLS at will',
      { ALLY_SMTP_URL: elsewhere, ALLY_SMTP_STARTTLS: 'no' },
      /ALLY_SMTP_STARTTLS must be/,
    ],
    [
      'STARTTLS inside TLS',
      { ALLY_SMTP_URL: 'smtps://host', ALLY_SMTP_STARTTLS: 'required' },
      /means nothing with smtps/,
    ],
    [
      'a password in the clear',
      { ALLY_SMTP_URL: login, ALLY_SMTP_STARTTLS: 'if-offered' },
      /password in the clear/,
    ],
    ['a certificate that is not there', { ALLY_SMTP_URL: elsewhere, ALLY_SMTP_CA: '/no/such' }, /\/no\/such/],
    [
      'a certificate that is none',
      { ALLY_SMTP_URL: elsewhere, ALLY_SMTP_CA: new URL(import.meta.url).pathname },
      /file of certificates/,
    ],
    [
      'no sender',
      { ALLY_SMTP_URL: elsewhere, ALLY_SMTP_ENVELOPE_FROM: 'me' },
      /ENVELOPE_FROM must be an e-mail/,
    ],
    [
      'no connections',
      { ALLY_SMTP_URL: elsewhere, ALLY_SMTP_CONNECTIONS: '0' },
      /CONNECTIONS must be at least 1/,
    ],
    [
      'a number in words',
      { ALLY_SMTP_URL: elsewhere, ALLY_SMTP_CONNECTIONS: 'two' },
      /must be a number from/,
    ],
    [
      'a silence longer than a mail may take',
      { ALLY_SMTP_URL: elsewhere, ALLY_SMTP_SILENCE_SECONDS: '600' },
      /SILENCE_SECONDS must be at most 200/,
    ],
  ])('%s is said in one sentence, and no password with it', (_what, env, sentence) => {
    const mistake = (() => {
      try {
        return read(env);
      } catch (error) {
        return error;
      }
    })();
    expect(mistake).toBeInstanceOf(MailSettingWrong);
    expect((mistake as Error).message).toMatch(sentence);
    expect((mistake as Error).message).toMatch(/^[^\n]+\.$/);
    expect(inspect(mistake)).not.toMatch(/s3.?cret/);
  });

  it('real mail without a sender', () => {
    expect(() => smtpSettings({ ALLY_MAIL: 'smtp', ALLY_SMTP_URL: elsewhere }, undefined)).toThrow(
      'ALLY_FOUNDATION_EMAIL',
    );
  });
});
