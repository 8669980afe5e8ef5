import { Body, Controller, Patch, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { oneLine, slug } from '#libs/contracts';
import { newId } from '#libs/database';
import { etagOf, IdempotentWish, IfMatch, markReplayed, type Wish } from '#libs/http';
import { Route } from '#libs/openapi';
import { ActingOperator, OperatorOnly, type Operator } from '#libs/operators';
import { EditOffering, offeringState, withChange } from '../editing/edit-offering.js';
import { SlugOf } from '../slugs/slug-param.js';
import type { Coach } from './coach.js';
import { coachAnswer, coachFocus, shownCoach } from './show-coaches.js';
import { WriteCoach } from './write-coach.js';

const coachWish = z
  .strictObject({
    slug,
    name: oneLine,
    focus: coachFocus,
    city: oneLine,
    bio: z.string().min(1).max(10_000),
  })
  .meta({ id: 'CoachWish' });
const coachChange = coachWish
  .omit({ slug: true })
  .extend({ state: offeringState })
  .partial()
  .meta({ id: 'CoachChange' });
const editedCoach = coachAnswer.extend({ state: offeringState }).meta({ id: 'EditedCoach' });

/** How editors add coaches, change their profiles and take them back. */
@Controller('v1/coaches')
@OperatorOnly('catalog:write')
export class EditCoaches {
  constructor(
    private readonly editOffering: EditOffering,
    private readonly writeCoach: WriteCoach,
  ) {}

  @Post()
  @Route({
    operation: 'createCoach',
    summary: 'Publishes a new coach.',
    answer: editedCoach,
    versioned: true,
    refuses: { conflict: ['slug-taken'] },
  })
  async create(
    @Body({ schema: coachWish }) input: z.output<typeof coachWish>,
    @ActingOperator() operator: Operator,
    @IdempotentWish() wish: Wish,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const made: Coach = { id: newId(), ...input, state: 'published', version: 1 };
    const by = { operator, wish, slug: input.slug };
    const { item, isReplay } = await this.editOffering.create(this.writeCoach, by, async () => made);
    if (isReplay) markReplayed(reply);
    return edited(item, reply);
  }

  @Patch(':slug')
  @Route({
    operation: 'changeCoach',
    summary: 'Changes a part of a coach; `state` takes it back, or brings it out again.',
    answer: editedCoach,
    versioned: true,
    refuses: { 'not-found': ['coach-unknown'] },
  })
  async change(
    @SlugOf('coach') name: string,
    @Body({ schema: coachChange }) input: z.output<typeof coachChange>,
    @ActingOperator() operator: Operator,
    @IfMatch() ifMatch: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const by = { operator, ifMatch, slug: name };
    const change = async (_: unknown, before: Coach) => withChange(before, input);
    return edited(await this.editOffering.change(this.writeCoach, by, change), reply);
  }
}

function edited(coach: Coach, reply: FastifyReply) {
  void reply.headers({ ETag: etagOf(coach.version), 'Cache-Control': 'no-store' });
  return { ...shownCoach(coach), state: coach.state };
}
