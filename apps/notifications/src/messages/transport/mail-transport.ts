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

/** The mail has surely not been taken over: trying again later sends it once. */
export class MailNotAccepted extends Error {}

/** Who carries mails out of the house. */
export abstract class MailTransport {
  /** @throws MailNotAccepted, or anything else when nobody knows whether the mail has gone. */
  abstract send(mail: OutgoingMail): Promise<void>;
}
