import type { Failure } from '../message.js';

/** A finished mail, ready for any transport. */
export interface OutgoingMail {
  /** The same at every attempt (RFC 5322, section 3.6.4), so that receivers can tell a repetition. */
  readonly messageId: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly calendar?: { readonly filename: string; readonly content: string };
}

/** A mail did not go, or nobody knows whether it did. Holds codes alone: what servers answer may quote addresses. */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent';

  /** @param reason a code for the ledger and the log, with the server's reply code if it gave one: `deferred 450`. */
  constructor(
    readonly failure: Failure,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** Who carries mails out of the house. */
export abstract class MailTransport {
  /** @throws MailNotSent; after any other error nobody knows whether the mail has gone. */
  abstract send(mail: OutgoingMail): Promise<void>;
}
