import { Controller, Get, Header, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { id, money, orderLine, Refusal } from '#libs/contracts';
import { Database } from '#libs/database';
import { BearerToken, sendPage } from '#libs/http';
import { orderLink } from '#libs/identity';
import { PAGE, Route } from '#libs/openapi';
import { LinkOrSession, opens } from '../people/link-or-session.js';
import { orderAmount } from './order-amount.js';
import { OrderRepository } from './order.repository.js';
import { payUrlOf, type Order } from './order.js';

const orderState = z.enum(['open', 'paid', 'abandoned']);

/** An order as its person gets it. */
const orderAnswer = z
  .object({
    orderId: id,
    state: orderState,
    total: money,
    lines: z.array(orderLine),
    refunded: money,
    payUrl: z.url().optional(),
  })
  .meta({ id: 'Order' });

const thanks = `
<p>Thank you. As soon as your payment is confirmed, you get a mail with everything else.</p>`;

const details = `
<p>{{ said }}</p>
<table>
{% for line in lines %}<tr><td>{{ line.quantity }} × {{ line.description }}</td><td>{{ line.amount }}</td></tr>{% endfor %}
<tr><th>Total</th><th>{{ total }}</th></tr>
</table>
{% if payUrl %}<p><a href="{{ payUrl }}">Pay now</a></p>{% endif %}`;

const SAID: Readonly<Record<Order['state'], string>> = {
  open: 'This order is not paid yet.',
  paid: 'This order is paid. What you need next is in your mail.',
  abandoned: 'This order was not paid in time. Nothing was charged, or it goes back to you.',
};

/** How an order stands, for who has its link or is signed in as its person. */
@Controller()
export class ShowOrderController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly orders: OrderRepository,
    private readonly linkOrSession: LinkOrSession,
  ) {}

  @Get('v1/orders/:id')
  @Route({
    operation: 'getOrder',
    summary: 'How an order stands, for who has its link or is signed in as its person.',
    answer: orderAnswer,
    refuses: { 'not-found': ['order-unknown'] },
  })
  @Header('Cache-Control', 'no-store')
  @Header('Referrer-Policy', 'no-referrer')
  async show(@Param('id', { schema: id }) orderId: string, @BearerToken() token: string) {
    const order = await this.find(orderId, token);
    const { state, total, lines, refunded } = order;
    const payUrl = payUrlOf(order, this.clock.now());
    return {
      orderId,
      state,
      total,
      lines,
      refunded: { amount: refunded, currency: total.currency },
      ...(payUrl !== null && { payUrl }),
    };
  }

  /** Where the provider sends the browser back to. Without the order's link it says nothing about the order. */
  @Get('orders/:id')
  @Route({
    operation: 'showOrderPage',
    summary:
      "Where the provider sends the browser back to. Without the order's link it says nothing about the order.",
    answer: PAGE,
    refuses: { 'not-found': ['order-unknown'], unauthenticated: ['link-invalid'], gone: ['link-expired'] },
  })
  async page(
    @Param('id', { schema: id }) orderId: string,
    @Query('token', { schema: z.string().optional() }) token: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (token === undefined) return sendPage(reply, 'Your order', thanks);
    const order = await this.find(orderId, token);
    const { currency } = order.total;
    await sendPage(reply, 'Your order', details, {
      said: SAID[order.state],
      lines: order.lines.map(({ quantity, description, unitPrice }) => ({
        quantity,
        description,
        amount: orderAmount({ amount: unitPrice.amount * quantity, currency }),
      })),
      total: orderAmount(order.total),
      payUrl: payUrlOf(order, this.clock.now()),
    });
  }

  private async find(orderId: string, token: string): Promise<Order> {
    const opening = await this.linkOrSession.open(orderLink, token);
    const order = await this.orders.find(this.database, orderId);
    if (order !== undefined && opens(opening, order)) return order;
    throw new Refusal('not-found', 'order-unknown', 'There is no such order, or it is not yours.');
  }
}
