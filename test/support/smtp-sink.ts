import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

const certificates = new URL('certificates/', import.meta.url);

/** The file with the certificate of the server, to be trusted. */
export const CERTIFICATE_FILE = new URL('mail-server.pem', certificates).pathname;
export const CERTIFICATE = readFileSync(CERTIFICATE_FILE, 'utf8');
const key = readFileSync(new URL('mail-server.key.pem', certificates), 'utf8');

/** A mail as it came over the wire. */
export interface ReceivedMail {
  readonly raw: string;
  /** Read by a library that has no part in writing it. */
  readonly mail: ParsedMail;
  readonly from: string;
  readonly to: readonly string[];
  readonly isEncrypted: boolean;
  /** The connection that it came over. */
  readonly connection: string;
}

/** A mail server on this machine that keeps what it gets. */
export interface SmtpSink {
  readonly port: number;
  readonly received: ReceivedMail[];
  /** Connections that are open. */
  connections(): number;
  /** Cuts every connection off. */
  cut(): void;
  close(): Promise<void>;
}

/** What the server answers instead of taking a mail; by the reply code it is refused or put off. */
export function reply(responseCode: number, text = 'no'): Error {
  return Object.assign(new Error(text), { responseCode });
}

/**
 * Starts a mail server on a free port of the loopback: no login, STARTTLS offered, everything taken.
 * @param options of smtp-server; `onTaken` runs once a mail has come whole, before it is acknowledged.
 */
export async function startSmtpSink({
  onTaken,
  ...options
}: SMTPServerOptions & { onTaken?: (sink: SmtpSink) => void | Promise<void> } = {}): Promise<SmtpSink> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    key,
    cert: CERTIFICATE,
    onData: (stream, session, done) => {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        const raw = Buffer.concat(chunks);
        received.push({ raw: raw.toString('utf8'), mail: await simpleParser(raw), ...wayOf(session) });
        await onTaken?.(sink);
      })().then(() => done(), done);
    },
    ...options,
  });
  // A client that does not trust the certificate hangs up: that is its right.
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const sink: SmtpSink = {
    port: (listener.address() as AddressInfo).port,
    received,
    connections: () => server.connections.size,
    cut: () => {
      for (const { _socket: socket } of server.connections as Set<{ _socket: Socket }>) socket.destroy();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return sink;
}

function wayOf({ envelope, secure, id }: SMTPServerSession) {
  return {
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
    isEncrypted: secure,
    connection: id,
  };
}
