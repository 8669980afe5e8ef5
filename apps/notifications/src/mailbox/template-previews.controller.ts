import { Controller, Get, Param, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#libs/contracts';
import { sendPage } from '#libs/http';
import { PAGE, Route } from '#libs/openapi';
import { mailFixtures } from '../mails/mail-fixtures.js';
import { mailTemplates, type MailTemplate } from '../mails/mail-templates.js';
import { renderMail, type RenderedMail } from '../mails/render-mail.js';
import { MailboxGuard } from './mailbox.guard.js';
import { sendMailHtml } from './send-mail-html.js';

const templates = Object.keys(mailTemplates) as MailTemplate[];
const template = z.enum(templates);
/** Which of a template's fixtures, counted from 1. */
const number = z.coerce.number().int().min(1).max(99);
const UNKNOWN = { 'not-found': ['mail-unknown'] } as const;

const LIST = `
<p>Every mail that Ally writes, filled in with people and prices that do not exist. <a href="/mailbox">The mailbox</a> has those that were sent.</p>
<table>{% for mail in mails %}
<tr><td><a href="/mailbox/templates/{{ mail.template }}#{{ mail.number }}">{{ mail.subject }}</a></td><td>{{ mail.template }}</td><td>{{ mail.name }}</td></tr>
{% endfor %}</table>`;

const ONE = `
<p><a href="/mailbox/templates">All templates</a></p>
{% for mail in mails %}
<section id="{{ mail.number }}">
<h2>{{ mail.name }}</h2>
<p>Subject: <strong>{{ mail.subject }}</strong></p>
<iframe src="/mailbox/templates/{{ template }}/{{ mail.number }}/html" title="{{ mail.name }}" sandbox="allow-popups allow-top-navigation-by-user-activation"></iframe>
<h3>As plain text</h3>
<pre>{{ mail.text }}</pre>
</section>
{% endfor %}`;

interface Preview extends RenderedMail {
  readonly template: MailTemplate;
  readonly number: number;
  readonly name: string;
}

/** What every mail looks like, before anybody gets one. Where the mailbox is, and under its guard. */
@Controller('mailbox/templates')
@UseGuards(MailboxGuard)
export class TemplatePreviewsController {
  @Get()
  @Route({ operation: 'showTemplatesPage', summary: 'All mail templates as a page.', answer: PAGE })
  async listPage(@Res() reply: FastifyReply): Promise<void> {
    const mails = await Promise.all(templates.map(previewsOf));
    await sendPage(reply, 'Mail templates', LIST, { mails: mails.flat() });
  }

  @Get(':template')
  @Route({
    operation: 'showTemplatePage',
    summary: 'One mail template, filled in: subject, HTML and text.',
    answer: PAGE,
  })
  async onePage(
    @Param('template', { schema: template }) wanted: MailTemplate,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendPage(reply, wanted, ONE, { template: wanted, mails: await previewsOf(wanted) });
  }

  @Get(':template/:number/html')
  @Route({
    operation: 'showTemplateHtml',
    summary: 'The HTML part of a template, filled in.',
    answer: PAGE,
    refuses: UNKNOWN,
  })
  async html(
    @Param('template', { schema: template }) wanted: MailTemplate,
    @Param('number', { schema: number }) nth: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const mail = (await previewsOf(wanted))[nth - 1];
    if (mail === undefined) throw new Refusal('not-found', 'mail-unknown', 'There is no such mail.');
    await sendMailHtml(reply, mail.html);
  }
}

async function previewsOf<T extends MailTemplate>(wanted: T): Promise<Preview[]> {
  return Promise.all(
    mailFixtures[wanted].map(async ({ name, variables }, index) => ({
      template: wanted,
      number: index + 1,
      name,
      ...(await renderMail(wanted, variables)),
    })),
  );
}
