import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { Refusal } from '#libs/contracts';
import { Database } from '#libs/database';
import { Limited, sendPage, wantsHtml, TakesForms } from '#libs/http';
import { PAGE, Route } from '#libs/openapi';
import { orderAmount } from '../../orders/order-amount.js';
import { PayInSandbox, sandboxChoice, type SandboxChoice } from './pay-in-sandbox.js';
import { SandboxRepository, type SandboxSession } from './sandbox.repository.js';

const page = `
<p>This is a sandbox: no money moves. Choose how the payment ends.</p>
<table>
{% for line in lines %}<tr><td>{{ line.quantity }} × {{ line.description }}</td><td>{{ line.amount }}</td></tr>{% endfor %}
<tr><th>Total</th><th>{{ total }}</th></tr>
</table>
{% if isPayable %}
{% if wasDeclined %}<p><strong>The payment was declined.</strong> Nothing was taken; you can try again.</p>{% endif %}
<form method="post"><input type="hidden" name="outcome" value="pay"><button>Pay {{ total }}</button></form>
<form method="post"><input type="hidden" name="outcome" value="decline"><button class="quiet">Decline</button></form>
{% elsif isPaid %}<p>This has been paid. <a href="{{ returnUrl }}">Back</a></p>
{% else %}<p>The time to pay this is over.</p>{% endif %}`;

/** The sandbox's own pay page, `/sandbox/pay/:sessionId`. */
@Controller('sandbox/pay')
export class SandboxPayPageController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sandbox: SandboxRepository,
    private readonly payInSandbox: PayInSandbox,
  ) {}

  @Get(':sessionId')
  @Route({
    operation: 'showSandboxPayPage',
    summary: 'The pay page of the sandbox.',
    answer: PAGE,
    refuses: { 'not-found': ['pay-session-unknown'] },
  })
  async show(
    @Param('sessionId') sessionId: string,
    @Query('declined') declined: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { lines, amount, currency, state, expiresAt, returnUrl } = await this.find(sessionId);
    await sendPage(reply, 'Pay', page, {
      lines: lines.map(({ quantity, description, unitPrice }) => ({
        quantity,
        description,
        amount: orderAmount({ amount: unitPrice.amount * quantity, currency }),
      })),
      total: orderAmount({ amount, currency }),
      isPayable: state === 'open' && expiresAt > this.clock.now(),
      wasDeclined: declined !== undefined,
      isPaid: state === 'captured',
      returnUrl,
    });
  }

  @Post(':sessionId')
  @TakesForms()
  @Limited({ perMinute: 300 })
  @HttpCode(200)
  @Route({
    operation: 'payInSandbox',
    summary: 'Pays, or is declined, as a person would at a real provider.',
    answer: z.object({ sessionId: z.string(), state: z.string() }),
    otherAnswers: { 303: { says: 'For a browser: to where it was going.' } },
    refuses: { 'not-found': ['pay-session-unknown'], conflict: ['session-paid'], gone: ['session-expired'] },
  })
  async choose(
    @Param('sessionId') sessionId: string,
    @Body({ schema: sandboxChoice }) choice: SandboxChoice,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const before = await this.find(sessionId);
    // The second click of a person who has paid: they are shown where they were going.
    if (before.state === 'captured' && wantsHtml(request)) return reply.redirect(before.returnUrl, 303);
    await this.payInSandbox.choose(sessionId, choice);
    const { state, returnUrl } = await this.find(sessionId);
    const next = choice.outcome === 'decline' ? `/sandbox/pay/${sessionId}?declined` : returnUrl;
    if (wantsHtml(request)) await reply.redirect(next, 303);
    else await reply.send({ sessionId, state });
  }

  private async find(sessionId: string): Promise<SandboxSession> {
    const session = await this.sandbox.findSession(this.database, sessionId);
    if (session !== undefined) return session;
    throw new Refusal('not-found', 'pay-session-unknown', 'There is nothing to pay here.');
  }
}
