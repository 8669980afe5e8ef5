import { Body, Controller, Ip, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { id, personInput, via } from '#libs/contracts';
import { IdempotentWish, Limited, markReplayed, routedBlockOf, type Wish } from '#libs/http';
import { Route } from '#libs/openapi';
import { enrollmentAnswer, EnrollmentAnswers } from '../enrollment-answers.js';
import { PlaceEnrollment } from './place-enrollment.handler.js';

/** What one says to take seats. */
const enrollmentWish = z
  .strictObject({
    sessionId: id,
    seats: z.int().min(1).max(10),
    person: personInput,
    via: via.optional(),
  })
  .meta({ id: 'EnrollmentWish' });

@Controller('v1/enrollments')
export class PlaceEnrollmentController {
  constructor(
    private readonly placeEnrollment: PlaceEnrollment,
    private readonly answers: EnrollmentAnswers,
  ) {}

  /** 201 with the enrollment, the quote to pay it by, and the link to manage it. */
  @Post()
  @Limited({ perMinute: 300 })
  @Route({
    operation: 'placeEnrollment',
    summary:
      'Takes seats: confirmed at once when they are free, held until `payableUntil` when they have a price.',
    answer: enrollmentAnswer,
    refuses: {
      'not-found': ['session-unknown'],
      conflict: [
        'sold-out',
        'session-started',
        'session-called-off',
        'workshop-withdrawn',
        'price-changed',
        'too-many-holds',
      ],
    },
  })
  async place(
    @Body({ schema: enrollmentWish }) input: z.output<typeof enrollmentWish>,
    @IdempotentWish() wish: Wish,
    @Ip() address: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { enrollment, replayed } = await this.placeEnrollment.execute(
      { ...input, network: routedBlockOf(address) },
      wish,
    );
    if (replayed) markReplayed(reply);
    void reply.header('Cache-Control', 'no-store');
    return this.answers.full(enrollment);
  }
}
