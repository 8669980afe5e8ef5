import type { SendMailOptions } from 'nodemailer';
import type { OutgoingMail } from './mail-transport.js';

/** A mail as nodemailer writes it out (RFC 5322); the same for every transport, so that a mailbox shows what SMTP sends. */
export function mailMessage(mail: OutgoingMail, date: Date): SendMailOptions {
  const { calendar, headers, ...rest } = mail;
  return {
    ...rest,
    date,
    headers: { ...headers },
    // All that is in a mail is handed in: nothing that somebody typed can have a file or an address fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(calendar !== undefined && {
      attachments: [
        {
          filename: calendar.filename,
          content: calendar.content,
          contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
        },
      ],
    }),
  };
}
