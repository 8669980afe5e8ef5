import { Body, Controller, Param, Patch, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { id, instant, money, zone } from '#libs/contracts';
import { etagOf, IdempotentWish, IfMatch, markReplayed, type Wish } from '#libs/http';
import { Route } from '#libs/openapi';
import { ActingOperator, OperatorOnly, type Operator } from '#libs/operators';
import { EditSession } from './edit-session.js';
import type { ListedSession } from './session.repository.js';
import { sessionAnswer, shownSession } from './show-sessions.js';

/** In one spelling: instants are told and compared as text elsewhere. */
const spelled = (text: string) => new Date(text).toISOString();
const startsAt = instant.transform(spelled);
const endsAt = instant.meta({ examples: ['2026-12-05T17:00:00.000Z'] }).transform(spelled);

const sessionWish = z
  .strictObject({
    workshopId: id,
    meetings: z
      .array(z.strictObject({ startsAt, endsAt }))
      .min(1)
      .max(50)
      .meta({ description: 'In the order of time.' }),
    zone: zone.refine((name) => /^[A-Za-z]/.test(name) && IANAZone.isValidZone(name), 'no IANA time zone'),
    venue: z.string().trim().min(1).max(300).nullable(),
    onlineUrl: z
      .url({ protocol: /^https$/, hostname: z.regexes.domain })
      .max(2000)
      .nullable()
      .meta({
        description: 'Told to those who have a seat; we never fetch it.',
        examples: ['https://meet.example.org/abc'],
      }),
    coachId: id.nullable(),
    capacity: z.int().min(1).max(100_000),
    price: money.meta({ description: 'Of one seat, for those who enroll from now on.' }),
  })
  .meta({ id: 'SessionWish' });
const sessionChange = sessionWish.omit({ workshopId: true }).partial().meta({ id: 'SessionChange' });

/** A session as its editors see it. */
const editedSession = sessionAnswer
  .extend({
    onlineUrl: z.string().nullable(),
    held: z.int().meta({ description: 'Seats of people who are paying.' }),
    taken: z.int().meta({ description: 'Seats of confirmed enrollments.' }),
  })
  .meta({ id: 'EditedSession' });

/** How operators put sessions on the calendar and change them. The ETag is the edition: seats do not change it. */
@Controller('v1/sessions')
@OperatorOnly('sessions:write')
export class EditSessions {
  constructor(private readonly editSession: EditSession) {}

  @Post()
  @Route({
    operation: 'createSession',
    summary: 'Puts a session of a workshop on the calendar.',
    answer: editedSession,
    versioned: true,
    refuses: {
      invalid: ['meetings-out-of-order'],
      'not-found': ['workshop-unknown'],
      conflict: ['workshop-withdrawn'],
    },
  })
  async create(
    @Body({ schema: sessionWish }) input: z.output<typeof sessionWish>,
    @ActingOperator() operator: Operator,
    @IdempotentWish() wish: Wish,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { session, isReplay } = await this.editSession.schedule(input, { operator, wish });
    if (isReplay) markReplayed(reply);
    return edited(session, reply);
  }

  @Patch(':id')
  @Route({
    operation: 'changeSession',
    summary: 'Changes a part of a session; its time only while nobody has or holds a seat.',
    answer: editedSession,
    versioned: true,
    refuses: {
      invalid: ['meetings-out-of-order'],
      'not-found': ['session-unknown'],
      conflict: ['capacity-below-taken', 'session-has-enrollments'],
    },
  })
  async change(
    @Param('id', { schema: id }) sessionId: string,
    @Body({ schema: sessionChange }) change: z.output<typeof sessionChange>,
    @ActingOperator() operator: Operator,
    @IfMatch() ifMatch: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return edited(await this.editSession.change(sessionId, change, { operator, ifMatch }), reply);
  }
}

function edited(session: ListedSession, reply: FastifyReply) {
  void reply.headers({ ETag: etagOf(session.edition), 'Cache-Control': 'no-store' });
  const { onlineUrl, held, taken } = session;
  return { ...shownSession(session), onlineUrl, held, taken };
}
