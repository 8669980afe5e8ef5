import { MailNotSent } from './mail-transport.js';

/** What nodemailer says of an error: its sort, the command that was answered, the reply code (RFC 5321, section 4.2.1). */
interface SmtpError {
  readonly code?: string;
  readonly originalCode?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

/**
 * What an SMTP error means for its mail.
 * @param wasHandedOver whether all of the mail, with the dot that ends it, had gone out: a server may deliver it from
 * then on, and not before (RFC 5321, section 4.1.1.4).
 */
export function smtpFailure(error: unknown, wasHandedOver: boolean): MailNotSent {
  const { code, originalCode, command, responseCode } = (error ?? {}) as SmtpError;
  // A server that has no STARTTLS says so with a reply code: the mail is none of its business.
  if (code !== 'ETLS' && responseCode !== undefined && responseCode >= 400)
    return answered(responseCode, command);
  const cause = originalCode ?? code ?? 'unknown';
  if (wasHandedOver) return new MailNotSent('no-answer', `no-answer ${cause}`);
  const isTls = code === 'ETLS' || /CERT|TLS|SSL|VERIFY|EPROTO$/.test(cause);
  return new MailNotSent('not-accepted', `${isTls ? 'tls-failed' : 'no-connection'} ${cause}`);
}

/** A reply about this recipient or this mail can be final. One about us (greeting, login, sender) is for us to mend. */
function answered(replyCode: number, command: string | undefined): MailNotSent {
  // 503 says that the session is in a wrong state, 521 and 421 that the server is closing: neither is about the mail.
  const isFinal = replyCode >= 500 && ![503, 521].includes(replyCode);
  if (isFinal && command === 'RCPT TO') return new MailNotSent('refused', `recipient-refused ${replyCode}`);
  if (isFinal && command === 'DATA') return new MailNotSent('refused', `mail-refused ${replyCode}`);
  return new MailNotSent('not-accepted', `${isFinal ? 'server-refuses-us' : 'deferred'} ${replyCode}`);
}
