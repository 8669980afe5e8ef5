import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { MeasuredProcess } from './measuring/child-process.js';
import { cpuMsOf } from './measuring/cpu-and-memory.js';
import { benchmark } from './measuring/report.js';
import { interleave } from './measuring/rounds.js';

const ROUNDS = 3;
const MAILS_A_ROUND = 300;

/** Due receipts: claimed, rendered, handed over, settled and told of, into a mail server that throws everything away. */
await benchmark(async ({ postgres, databaseUrl, folder, afterwards }) => {
  let taken = 0;
  const sink = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    hideSTARTTLS: true,
    closeTimeout: 100,
    onData: (stream, _session, done) => {
      stream.resume();
      stream.on('end', () => {
        taken++;
        done();
      });
    },
  });
  const listener = sink.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  afterwards(() => new Promise<void>((resolve) => sink.close(() => resolve())));
  const server = MeasuredProcess.start(new URL('servers/mail-server.ts', import.meta.url));
  afterwards(() => server.stop());
  const { port: smtpPort } = listener.address() as AddressInfo;
  await server.ask('start', { databaseUrl, folder, smtpPort });
  const arm = (name: string, way: string) => ({
    name,
    round: async () => {
      const before = taken;
      const seconds = await server.ask<number>('send', { way, count: MAILS_A_ROUND });
      const arrived = way === 'nowhere' ? MAILS_A_ROUND : taken - before;
      if (arrived !== MAILS_A_ROUND) throw new Error(`Of ${MAILS_A_ROUND} mails ${arrived} arrived`);
      return { units: MAILS_A_ROUND, seconds, latencies: [] };
    },
  });
  const arms = [
    arm('rendered and handed to nobody', 'nowhere'),
    arm('into a local SMTP server', 'smtp'),
    arm('ceiling: nodemailer and SQL', 'bare'),
  ];
  for (const each of arms) await each.round();
  return {
    unit: 'One receipt from due to sent, with its fact in the outbox; fsync on. The SMTP server is in another process.',
    ceiling:
      'The same mail, rendered once, by a pooled nodemailer to the same server; one statement claims twenty, one settles ' +
      'each and tells of it.',
    figures: await interleave(arms, ROUNDS, {
      node: () => server.cpuMs(),
      postgres: () => cpuMsOf(postgres.pid),
    }),
  };
});
