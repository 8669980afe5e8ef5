import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { TestClock } from '#libs/clock';
import { CERTIFICATE, reply, startSmtpSink, type SmtpSink } from '../../../../../test/support/smtp-sink.js';
import { until } from '../../../../../test/support/until.js';
import type { OutgoingMail } from './mail-transport.js';
import { SmtpLogin, type SmtpSettings } from './smtp-settings.js';
import { SmtpTransport, type SmtpPatience } from './smtp-transport.js';

const clock = new TestClock(new Date('2026-12-01T12:00:00Z'));
const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

async function sinkThat(options: Parameters<typeof startSmtpSink>[0] = {}): Promise<SmtpSink> {
  const sink = await startSmtpSink(options);
  undo.push(() => sink.close());
  return sink;
}

function settingsFor(port: number): SmtpSettings {
  return {
    host: '127.0.0.1',
    port,
    tls: 'if-offered',
    envelopeFrom: 'bounces@ally.test',
    connections: 2,
    mailsPerConnection: 100,
    connectMs: 2_000,
    greetingMs: 2_000,
    silenceMs: 2_000,
  };
}

/** A transport that trusts the certificate of the sink. */
function transportTo(
  port: number,
  settings: Partial<SmtpSettings> = {},
  patience?: SmtpPatience,
): SmtpTransport {
  const transport = new SmtpTransport(
    { ...settingsFor(port), ca: CERTIFICATE, ...settings },
    clock,
    patience,
  );
  undo.push(() => transport.onModuleDestroy());
  return transport;
}

function mail(more: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    messageId: '<019b3c5e-7f00-7000-8000-000000000001@ally.test>',
    from: { name: 'Lakeside Foundation', address: 'hello@ally.test' },
    to: { name: 'Ada', address: 'ada@example.org' },
    subject: 'A seat is yours',
    text: 'Hello Ada,\n\nA seat is yours.\n',
    html: '<p>Hello Ada,</p><p>A seat is yours.</p>',
    headers: {},
    ...more,
  };
}

/** A server that speaks its lines, one after each line or mail that it gets, and then says no more. */
async function scripted(lines: readonly string[]): Promise<number> {
  const server: Server = createServer((socket) => {
    const rest = [...lines];
    const say = () => {
      const line = rest.shift();
      if (line === 'hang-up') socket.destroy();
      else if (line !== undefined) socket.write(`${line}\r\n`);
    };
    socket.on('error', () => undefined);
    socket.on('data', say);
    undo.push(() => socket.destroy());
    say();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  undo.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

const failing = (failure: string, reason: string | RegExp) => ({
  failure,
  reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
});

describe('a mail over SMTP', () => {
  it('arrives with its headers, both versions, and the envelope of the settings', async () => {
    const sink = await sinkThat();
    await transportTo(sink.port).send(
      mail({
        subject: 'Zürich: „Mut“ fängt klein an – 勇気',
        to: { name: 'Zoë Łukasiewicz', address: 'zoe@example.org' },
        headers: {
          'Auto-Submitted': 'auto-generated',
          'List-Unsubscribe': `<https://ally.test/v1/unsubscribe/${'x'.repeat(400)}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      }),
    );
    const [got] = sink.received;
    expect(got).toMatchObject({ from: 'bounces@ally.test', to: ['zoe@example.org'], isEncrypted: true });
    expect(got?.mail).toMatchObject({
      subject: 'Zürich: „Mut“ fängt klein an – 勇気',
      messageId: '<019b3c5e-7f00-7000-8000-000000000001@ally.test>',
      date: clock.now(),
      from: { value: [{ name: 'Lakeside Foundation', address: 'hello@ally.test' }] },
      to: { value: [{ name: 'Zoë Łukasiewicz', address: 'zoe@example.org' }] },
      text: 'Hello Ada,\n\nA seat is yours.\n',
      html: '<p>Hello Ada,</p><p>A seat is yours.</p>',
    });
    expect(got?.raw).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(got?.raw.match(/^Message-ID:/gim)).toHaveLength(1);
    expect(got?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
    const unfolded = got?.raw.replace(/\r\n[ \t]+/g, ' ');
    expect(unfolded).toContain(`List-Unsubscribe: <https://ally.test/v1/unsubscribe/${'x'.repeat(400)}>`);
  });

  it('carries its calendar file with the method and the charset that calendars look for', async () => {
    const sink = await sinkThat();
    const content = 'BEGIN:VCALENDAR\r\nSUMMARY:Zürich\r\nEND:VCALENDAR\r\n';
    await transportTo(sink.port).send(mail({ calendar: { filename: 'workshop.ics', content } }));
    const [file] = sink.received[0]?.mail.attachments ?? [];
    expect(file).toMatchObject({ contentType: 'text/calendar', filename: 'workshop.ics' });
    expect(file?.content.toString('utf8')).toBe(content);
    const headers = sink.received[0]?.raw.replace(/\r\n[ \t]+/g, ' ');
    expect(headers).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=PUBLISH/i);
  });

  it.each([
    ['a line break', 'Ada\r\nBcc: all@evil.test'],
    ['a bare carriage return', 'Ada\rBcc: all@evil.test'],
    ['a bare line feed', 'Ada\nBcc: all@evil.test'],
    ['a header and a body', 'Ada\r\nContent-Type: text/html\r\n\r\n<b>evil</b>'],
    ['an end of data', 'Ada\r\n.\r\nMAIL FROM:<evil@evil.test>'],
    ['another address', 'Ada <all@evil.test>, Bob'],
    ['quotes', 'Ada" <all@evil.test>, "'],
    ['an encoded word', '=?utf-8?q?Ada=0D=0ABcc:_all@evil.test?='],
  ])('a name with %s reaches nobody else and adds no header', async (_what, name) => {
    const sink = await sinkThat();
    await transportTo(sink.port).send(mail({ to: { name, address: 'ada@example.org' }, subject: name }));
    expect(sink.received).toHaveLength(1);
    const [got] = sink.received;
    expect(got?.to).toEqual(['ada@example.org']);
    const to = got?.mail.to;
    expect((Array.isArray(to) ? to : [to]).flatMap((each) => each?.value ?? [])).toMatchObject([
      { address: 'ada@example.org' },
    ]);
    expect([...(got?.mail.headers.keys() ?? [])].toSorted()).toEqual([
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ]);
    expect(got?.raw).not.toMatch(/^(Bcc|MAIL FROM)/im);
    expect(got?.mail.text).toBe('Hello Ada,\n\nA seat is yours.\n');
  });

  it('to an address with a line break is refused before a word of it is said', async () => {
    const sink = await sinkThat();
    const address = 'ada@example.org>\r\nRCPT TO:<all@evil.test';
    await expect(transportTo(sink.port).send(mail({ to: { name: '', address } }))).rejects.toMatchObject(
      failing('refused', 'address-impossible'),
    );
    expect(sink.received).toEqual([]);
  });
});

describe('a server that says no', () => {
  it.each([
    ['550 to the recipient', 550, 'onRcptTo', failing('refused', 'recipient-refused 550')],
    ['450 to the recipient', 450, 'onRcptTo', failing('not-accepted', 'deferred 450')],
    ['421 to the recipient', 421, 'onRcptTo', failing('not-accepted', 'deferred 421')],
    ['553 to our own sender', 553, 'onMailFrom', failing('not-accepted', 'server-refuses-us 553')],
    ['554 to the mail', 554, 'onData', failing('refused', 'mail-refused 554')],
    ['451 to the mail', 451, 'onData', failing('not-accepted', 'deferred 451')],
    ['421 to the mail', 421, 'onData', failing('not-accepted', 'deferred 421')],
    ['554 at the door', 554, 'onConnect', failing('not-accepted', 'server-refuses-us 554')],
    ['421 at the door', 421, 'onConnect', failing('not-accepted', 'deferred 421')],
  ] as const)('%s', async (_what, code, hook, outcome) => {
    const no = (...args: unknown[]) => {
      const answer = args.at(-1) as (error: Error) => void;
      const [stream] = args as [NodeJS.ReadableStream];
      if (hook === 'onData') stream.on('end', () => answer(reply(code))).resume();
      else answer(reply(code));
    };
    const sink = await sinkThat({ [hook]: no });
    await expect(transportTo(sink.port).send(mail())).rejects.toMatchObject(outcome);
  });

  it('takes the next mail over the same connection when it has refused one', async () => {
    const sink = await sinkThat({
      onRcptTo: ({ address }, _session, done) => done(address.startsWith('no') ? reply(550) : null),
    });
    const transport = transportTo(sink.port, { connections: 1 });
    await transport.send(mail());
    await expect(transport.send(mail({ to: { name: '', address: 'no@example.org' } }))).rejects.toThrow(
      '550',
    );
    await transport.send(mail());
    expect(new Set(sink.received.map(({ connection }) => connection)).size).toBe(1);
  });
});

describe('a server that is not there, or goes away', () => {
  it('nobody listening: not accepted', async () => {
    const sink = await startSmtpSink();
    await sink.close();
    await expect(transportTo(sink.port).send(mail())).rejects.toMatchObject(
      failing('not-accepted', 'no-connection ECONNREFUSED'),
    );
  });

  it('hung up at the door: not accepted, and not knocked at again before the ledger says so', async () => {
    let knocks = 0;
    const server = createServer((socket) => {
      knocks++;
      socket.destroy();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    undo.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    await expect(transportTo(port).send(mail())).rejects.toMatchObject(
      failing('not-accepted', /^no-connection/),
    );
    expect(knocks).toBe(1);
  });

  it('no greeting in time: not accepted', async () => {
    const port = await scripted([]);
    await expect(transportTo(port, { greetingMs: 50 }).send(mail())).rejects.toMatchObject(
      failing('not-accepted', 'no-connection ETIMEDOUT'),
    );
  });

  it('no answer to the recipient in time: not accepted', async () => {
    const port = await scripted(['220 hello', '250 hello', '250 sender ok']);
    await expect(transportTo(port, { silenceMs: 50 }).send(mail())).rejects.toMatchObject(
      failing('not-accepted', 'no-connection ETIMEDOUT'),
    );
  });

  it('hung up before the mail: not accepted', async () => {
    const port = await scripted(['220 hello', '250 hello', '250 sender ok', 'hang-up']);
    await expect(transportTo(port).send(mail())).rejects.toMatchObject(
      failing('not-accepted', /^no-connection/),
    );
  });

  it('hung up half way through the mail: not accepted, because a mail without its end is none', async () => {
    const port = await scripted(['220 hello', '250 hello', '250 ok', '250 ok', '354 go', 'hang-up']);
    const long = mail({ text: 'All work and no play.\n'.repeat(1_000_000) });
    await expect(transportTo(port).send(long)).rejects.toMatchObject(
      failing('not-accepted', /^no-connection/),
    );
  });

  it('hung up when it had the whole mail: nobody knows', async () => {
    const sink = await sinkThat({ onTaken: ({ cut }) => cut() });
    await expect(transportTo(sink.port).send(mail())).rejects.toMatchObject(
      failing('no-answer', /^no-answer E/),
    );
    expect(sink.received).toHaveLength(1);
  });

  it('silent when it had the whole mail: nobody knows', async () => {
    const sink = await sinkThat({ onTaken: () => new Promise(() => undefined) });
    await expect(transportTo(sink.port, { silenceMs: 1_000 }).send(mail())).rejects.toMatchObject(
      failing('no-answer', 'no-answer ETIMEDOUT'),
    );
    expect(sink.received).toHaveLength(1);
  });

  it('slow, but within its time: taken', async () => {
    const sink = await sinkThat({ onTaken: () => until('some time has passed', later(150)) });
    await transportTo(sink.port).send(mail());
    expect(sink.received).toHaveLength(1);
  });

  it('slower than a mail may take in all: given up, also by the one that waits behind it', async () => {
    const sink = await sinkThat({ onTaken: () => new Promise(() => undefined) });
    const transport = transportTo(sink.port, { connections: 1 }, { sendMs: 1_000, finishMs: 200 });
    const both = await Promise.allSettled([transport.send(mail()), transport.send(mail())]);
    expect(both).toMatchObject([
      { reason: failing('no-answer', 'no-answer EABORT') },
      { reason: failing('not-accepted', 'no-connection EABORT') },
    ]);
  });
});

describe('connections', () => {
  it('two mails take the same one', async () => {
    const sink = await sinkThat();
    const transport = transportTo(sink.port);
    await transport.send(mail());
    await transport.send(mail());
    expect(new Set(sink.received.map(({ connection }) => connection)).size).toBe(1);
  });

  it('one that has carried as many mails as it may is replaced', async () => {
    const sink = await sinkThat();
    const transport = transportTo(sink.port, { mailsPerConnection: 2 });
    for (let nth = 0; nth < 3; nth++) await transport.send(mail());
    expect(new Set(sink.received.map(({ connection }) => connection)).size).toBe(2);
  });

  it('there are never more than may be', async () => {
    let most = 0;
    const sink = await sinkThat({ onTaken: (self) => void (most = Math.max(most, self.connections())) });
    const transport = transportTo(sink.port, { connections: 2 });
    await Promise.all(Array.from({ length: 12 }, () => transport.send(mail())));
    expect(sink.received).toHaveLength(12);
    expect(most).toBe(2);
  });

  it('one that the server has closed meanwhile is not used again', async () => {
    const sink = await sinkThat();
    const transport = transportTo(sink.port, { connections: 1 });
    await transport.send(mail());
    sink.cut();
    await until('the connection is closed', () => sink.connections() === 0);
    await transport.send(mail());
    expect(sink.received).toHaveLength(2);
  });
});

describe('TLS', () => {
  it('when it is required and not offered, then nothing is sent', async () => {
    const sink = await sinkThat({ disabledCommands: ['STARTTLS'] });
    await expect(transportTo(sink.port, { tls: 'required' }).send(mail())).rejects.toMatchObject(
      failing('not-accepted', /^tls-failed/),
    );
    expect(sink.received).toEqual([]);
  });

  it('when it is not offered and not required, then the mail goes without', async () => {
    const sink = await sinkThat({ disabledCommands: ['STARTTLS'] });
    await transportTo(sink.port).send(mail());
    expect(sink.received).toMatchObject([{ isEncrypted: false }]);
  });

  it('from the first byte works as STARTTLS does', async () => {
    const sink = await sinkThat({ secure: true });
    await transportTo(sink.port, { tls: 'implicit' }).send(mail());
    expect(sink.received).toMatchObject([{ isEncrypted: true }]);
  });

  it.each(['implicit', 'required', 'if-offered'] as const)(
    'a certificate that nobody vouches for is refused (%s)',
    async (tls) => {
      const sink = await sinkThat({ secure: tls === 'implicit' });
      await expect(
        new SmtpTransport({ ...settingsFor(sink.port), tls }, clock).send(mail()),
      ).rejects.toMatchObject(failing('not-accepted', 'tls-failed DEPTH_ZERO_SELF_SIGNED_CERT'));
      expect(sink.received).toEqual([]);
    },
  );

  it('a certificate of another name is refused, and taken when that name is the one to look for', async () => {
    const sink = await sinkThat();
    const other = { tls: 'required', servername: 'mail.elsewhere.test' } as const;
    await expect(transportTo(sink.port, other).send(mail())).rejects.toMatchObject(
      failing('not-accepted', /^tls-failed/),
    );
    await transportTo(sink.port, { tls: 'required', servername: 'mail.ally.test' }).send(mail());
    expect(sink.received).toHaveLength(1);
  });
});

describe('login', () => {
  const guarded = {
    authOptional: false,
    onAuth: (
      { username, password }: { username?: string; password?: string },
      _session: unknown,
      done: (error: Error | null, answer?: { user: string }) => void,
    ) =>
      username === 'ally' && password === 'right' ? done(null, { user: 'ally' }) : done(reply(535, 'no')),
  };

  it('with the right password sends', async () => {
    const sink = await sinkThat(guarded as Parameters<typeof startSmtpSink>[0]);
    await transportTo(sink.port, { login: new SmtpLogin('ally', 'right') }).send(mail());
    expect(sink.received).toHaveLength(1);
  });

  it('with the wrong one loses no mail: it is ours to mend', async () => {
    const sink = await sinkThat(guarded as Parameters<typeof startSmtpSink>[0]);
    const transport = transportTo(sink.port, { login: new SmtpLogin('ally', 'wrong') });
    await expect(transport.send(mail())).rejects.toMatchObject(
      failing('not-accepted', 'server-refuses-us 535'),
    );
  });
});

describe('when the process stops', () => {
  it('the mail in hand is finished, the next is not taken, and the connection is closed', async () => {
    let acknowledge: (() => void) | undefined;
    const sink = await sinkThat({ onTaken: () => new Promise<void>((resolve) => (acknowledge = resolve)) });
    const transport = transportTo(sink.port, { connections: 1 });
    const inHand = transport.send(mail());
    const waiting = transport.send(mail()).catch((error: unknown) => error);
    await until('the server has the mail', () => acknowledge !== undefined);
    const stopped = transport.onModuleDestroy();
    expect(await waiting).toMatchObject(failing('not-accepted', /^no-connection/));
    acknowledge?.();
    await inHand;
    await stopped;
    await expect(transport.send(mail())).rejects.toMatchObject(failing('not-accepted', /^no-connection/));
    await until('the connection is closed', () => sink.connections() === 0);
    expect(sink.received).toHaveLength(1);
  });

  it('one that takes too long is given up, so that the process can end', async () => {
    const sink = await sinkThat({ onTaken: () => new Promise(() => undefined) });
    const transport = transportTo(sink.port, {}, { sendMs: 60_000, finishMs: 50 });
    const inHand = transport.send(mail()).catch((error: unknown) => error);
    await until('the server has the mail', () => sink.received.length === 1);
    await transport.onModuleDestroy();
    expect(await inHand).toMatchObject(failing('no-answer', 'no-answer EABORT'));
  });
});

function later(ms: number): () => boolean {
  const at = performance.now() + ms;
  return () => performance.now() > at;
}
