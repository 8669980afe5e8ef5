import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { id, instant, Refusal } from '#libs/contracts';
import { Database } from '#libs/database';
import { pageAnswer, pageOf, pageQuery, sendPage } from '#libs/http';
import { PAGE, Route } from '#libs/openapi';
import { MailboxGuard } from './mailbox.guard.js';
import { MailboxRepository, type MailboxEntry } from './mailbox.repository.js';
import { sendMailHtml } from './send-mail-html.js';

const listQuery = pageQuery.extend({ to: z.string().max(254).optional() });

const mailboxEntry = z
  .object({
    id,
    to: z.string(),
    receivedAt: instant,
    messageId: z.string(),
    from: z.object({ name: z.string(), address: z.string() }),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    headers: z.record(z.string(), z.string()),
    calendar: z.object({ filename: z.string(), content: z.string() }).nullable(),
  })
  .meta({ id: 'Mail' });

const LIST = `
{% if mails.size == 0 %}<p>No mail yet. Subscribe, enroll or buy something, and it will arrive here.</p>{% endif %}
<p><a href="/mailbox/templates">What every mail looks like</a></p>
<table>{% for mail in mails %}
<tr><td><a href="/mailbox/{{ mail.id }}">{{ mail.subject }}</a></td><td>{{ mail.to }}</td><td>{{ mail.receivedAt }}</td></tr>
{% endfor %}</table>`;

const ONE = `
<p>To {{ to }} · {{ receivedAt }} · <a href="/mailbox/{{ id }}/message.eml">the whole message</a> · <a href="/mailbox">all mail</a></p>
<iframe src="/mailbox/{{ id }}/html" title="The mail" sandbox="allow-popups allow-top-navigation-by-user-activation"></iframe>
{% if calendar %}<h2>{{ calendar.filename }}</h2><pre>{{ calendar.content }}</pre>{% endif %}
<h2>As plain text</h2><pre>{{ text }}</pre>`;

/** The mailbox of an Ally that sends no real mail: what people would have got. */
@Controller()
@UseGuards(MailboxGuard)
export class MailboxController {
  constructor(
    private readonly database: Database,
    private readonly mailbox: MailboxRepository,
  ) {}

  @Get('v1/mailbox')
  @Route({
    operation: 'listMailbox',
    summary: 'What people would have got by mail, newest first.',
    answer: pageAnswer(mailboxEntry),
  })
  async list(@Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    const { data, next } = pageOf(await this.mailbox.list(this.database, query), query.limit);
    return { data: data.map(shown), next };
  }

  @Get('mailbox')
  @Route({ operation: 'showMailboxPage', summary: 'The mailbox as a page.', answer: PAGE })
  async listPage(@Res() reply: FastifyReply): Promise<void> {
    const entries = await this.mailbox.list(this.database, { limit: 100 });
    const mails = entries.map(({ id: entry, mail, receivedAt }) => ({
      id: entry,
      subject: mail.subject,
      to: mail.to.address,
      receivedAt: minuteOf(receivedAt),
    }));
    await sendPage(reply, 'Mailbox', LIST, { mails });
  }

  @Get('mailbox/:id')
  @Route({
    operation: 'showMailPage',
    summary: 'One mail as a page.',
    answer: PAGE,
    refuses: { 'not-found': ['mail-unknown'] },
  })
  async onePage(@Param('id', { schema: id }) entryId: string, @Res() reply: FastifyReply): Promise<void> {
    const { mail, receivedAt } = await this.find(entryId);
    await sendPage(reply, mail.subject, ONE, {
      id: entryId,
      to: mail.to.address,
      receivedAt: minuteOf(receivedAt),
      text: mail.text,
      calendar: mail.calendar ?? null,
    });
  }

  @Get('mailbox/:id/html')
  @Route({
    operation: 'showMailHtml',
    summary: 'The HTML part of a mail.',
    answer: PAGE,
    refuses: { 'not-found': ['mail-unknown'] },
  })
  async html(@Param('id', { schema: id }) entryId: string, @Res() reply: FastifyReply): Promise<void> {
    const { mail } = await this.find(entryId);
    await sendMailHtml(reply, mail.html);
  }

  @Get('mailbox/:id/message.eml')
  @Route({
    operation: 'getMailMessage',
    summary: 'The whole message, as it would have gone over the wire.',
    answer: { mediaType: 'message/rfc822' },
    refuses: { 'not-found': ['mail-unknown'] },
  })
  async message(@Param('id', { schema: id }) entryId: string, @Res() reply: FastifyReply): Promise<void> {
    const { raw } = await this.find(entryId);
    await reply.header('Cache-Control', 'no-store').type('message/rfc822').send(raw);
  }

  private async find(entryId: string) {
    const entry = await this.mailbox.find(this.database, entryId);
    if (entry === undefined) throw new Refusal('not-found', 'mail-unknown', 'There is no such mail.');
    return entry;
  }
}

function shown({ id: entryId, mail, receivedAt }: MailboxEntry) {
  const { to, calendar, ...rest } = mail;
  return {
    id: entryId,
    to: to.address,
    receivedAt: receivedAt.toISOString(),
    ...rest,
    calendar: calendar ?? null,
  };
}

function minuteOf(instant: Date): string {
  return `${instant.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
