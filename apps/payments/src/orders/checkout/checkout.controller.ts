import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '#libs/clock';
import { z } from 'zod';
import { id, money, Refusal } from '#libs/contracts';
import { IdempotentWish, Limited, markReplayed, wantsHtml, type Wish, TakesForms } from '#libs/http';
import { orderLink, SignedStatements } from '#libs/identity';
import { Route } from '#libs/openapi';
import { PaymentsConfig } from '../../payments.config.js';
import { payUrlOf, type Order } from '../order.js';
import { CheckoutCourses } from './checkout-courses.js';
import { checkoutInput, type CourseCheckoutInput, type QuoteCheckoutInput } from './checkout-input.js';
import { CheckoutQuote } from './checkout-quote.js';

/** What a checkout leads to. */
const checkoutAnswer = z
  .object({
    orderId: id,
    state: z.enum(['open', 'paid', 'abandoned']),
    total: money,
    payUrl: z.url().optional().meta({ description: 'Where to pay, while there is something to pay.' }),
    orderUrl: z.url(),
    link: z.string().meta({ description: 'Opens this order: the Bearer token of its route.' }),
  })
  .meta({ id: 'Checkout' });

/** `POST /v1/checkouts`, by a program or by the form on an enrollment's page. */
@Controller('v1/checkouts')
export class CheckoutController {
  constructor(
    private readonly checkoutQuote: CheckoutQuote,
    private readonly checkoutCourses: CheckoutCourses,
    private readonly statements: SignedStatements,
    private readonly config: PaymentsConfig,
    private readonly clock: Clock,
  ) {}

  @Post()
  @TakesForms()
  @Limited({ perMinute: 300 })
  @Route({
    operation: 'checkOut',
    summary: 'Opens the order of a quote, or of courses. The same quote always leads to the same order.',
    answer: checkoutAnswer,
    otherAnswers: {
      200: { says: 'The order was open already.', body: checkoutAnswer },
      303: { says: 'For a browser: to the pay page.' },
    },
    refuses: {
      unauthenticated: ['link-invalid'],
      'not-found': ['course-unknown'],
      conflict: ['price-changed', 'order-closing', 'in-progress'],
      gone: ['quote-expired', 'quote-closed', 'link-expired', 'course-withdrawn'],
      unprocessable: ['course-not-released', 'mixed-currencies', 'provider-refused'],
      unavailable: ['provider-unavailable'],
    },
  })
  async checkout(
    @Body({ schema: checkoutInput }) input: QuoteCheckoutInput | CourseCheckoutInput,
    @IdempotentWish() wish: Wish,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { order, isNew, isReplay } =
      'quote' in input
        ? await this.checkoutQuote.checkout(input, wish)
        : await this.checkoutCourses.checkout(input, wish);
    const answer = await this.answer(order);
    void reply
      .status(isNew ? 201 : 200)
      .headers({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    if (isReplay) markReplayed(reply);
    if (wantsHtml(request)) await reply.redirect(answer.payUrl ?? answer.orderUrl, 303);
    else await reply.send(answer);
  }

  private async answer(order: Order): Promise<z.input<typeof checkoutAnswer>> {
    const { id: orderId, state, total, epoch } = order;
    const payUrl = payUrlOf(order, this.clock.now());
    if (state === 'open' && payUrl === null) {
      throw new Refusal(
        'conflict',
        'order-closing',
        'The time to pay this order is over; it is just being closed.',
      );
    }
    const link = await this.statements.sign(orderLink, { objectId: orderId, epoch });
    const orderUrl = `${this.config.publicUrl}/orders/${orderId}?token=${link}`;
    return { orderId, state, total, ...(payUrl !== null && { payUrl }), orderUrl, link };
  }
}
