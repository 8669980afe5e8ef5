import { Body, Controller, Patch, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { oneLine, slug, workshopFormat } from '#libs/contracts';
import { newId } from '#libs/database';
import { etagOf, IdempotentWish, IfMatch, markReplayed, type Wish } from '#libs/http';
import { Route } from '#libs/openapi';
import { ActingOperator, OperatorOnly, type Operator } from '#libs/operators';
import { EditOffering, offeringState, withChange } from '../editing/edit-offering.js';
import { markdownText } from '../markdown/markdown-text.js';
import { SlugOf } from '../slugs/slug-param.js';
import type { Workshop } from './workshop.js';
import { workshopAnswer, shownWorkshop } from './show-workshops.js';
import { WriteWorkshop } from './write-workshop.js';

const workshopWish = z
  .strictObject({
    slug,
    title: oneLine,
    summary: z.string().trim().min(1).max(1000),
    description: markdownText(50_000),
    format: workshopFormat,
  })
  .meta({ id: 'WorkshopWish' });
const workshopChange = workshopWish
  .omit({ slug: true })
  .extend({ state: offeringState })
  .partial()
  .meta({ id: 'WorkshopChange' });
const editedWorkshop = workshopAnswer.extend({ state: offeringState }).meta({ id: 'EditedWorkshop' });

/** How editors bring workshops out, change them and take them back. */
@Controller('v1/workshops')
@OperatorOnly('catalog:write')
export class EditWorkshops {
  constructor(
    private readonly editOffering: EditOffering,
    private readonly writeWorkshop: WriteWorkshop,
  ) {}

  @Post()
  @Route({
    operation: 'createWorkshop',
    summary: 'Publishes a new workshop.',
    answer: editedWorkshop,
    versioned: true,
    refuses: { conflict: ['slug-taken'] },
  })
  async create(
    @Body({ schema: workshopWish }) input: z.output<typeof workshopWish>,
    @ActingOperator() operator: Operator,
    @IdempotentWish() wish: Wish,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const made: Workshop = { id: newId(), ...input, state: 'published', version: 1 };
    const by = { operator, wish, slug: input.slug };
    const { item, isReplay } = await this.editOffering.create(this.writeWorkshop, by, async () => made);
    if (isReplay) markReplayed(reply);
    return edited(item, reply);
  }

  @Patch(':slug')
  @Route({
    operation: 'changeWorkshop',
    summary: 'Changes a part of a workshop; `state` takes it back, or brings it out again.',
    answer: editedWorkshop,
    versioned: true,
    refuses: { 'not-found': ['workshop-unknown'] },
  })
  async change(
    @SlugOf('workshop') name: string,
    @Body({ schema: workshopChange }) input: z.output<typeof workshopChange>,
    @ActingOperator() operator: Operator,
    @IfMatch() ifMatch: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const by = { operator, ifMatch, slug: name };
    const change = async (_: unknown, before: Workshop) => withChange(before, input);
    return edited(await this.editOffering.change(this.writeWorkshop, by, change), reply);
  }
}

function edited(workshop: Workshop, reply: FastifyReply) {
  void reply.headers({ ETag: etagOf(workshop.version), 'Cache-Control': 'no-store' });
  return { ...shownWorkshop(workshop), state: workshop.state };
}
