import { Body, Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { id, personInput, via } from '#libs/contracts';
import { IdempotentWish, markReplayed, type Wish } from '#libs/http';
import { EnrollmentAnswers } from '../enrollment-answers.js';
import { PlaceEnrollment } from './place-enrollment.handler.js';

const body = z.strictObject({
  sessionId: id,
  seats: z.int().min(1).max(10),
  person: personInput,
  via: via.optional(),
});

@Controller('v1/enrollments')
export class PlaceEnrollmentController {
  constructor(
    private readonly placeEnrollment: PlaceEnrollment,
    private readonly answers: EnrollmentAnswers,
  ) {}

  /** 201 with the enrollment, the quote to pay it by, and the link to manage it. */
  @Post()
  async place(
    @Body({ schema: body }) input: z.output<typeof body>,
    @IdempotentWish() wish: Wish,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { enrollment, replayed } = await this.placeEnrollment.execute(input, wish);
    if (replayed) markReplayed(reply);
    void reply.header('Cache-Control', 'no-store');
    return this.answers.full(enrollment);
  }
}
