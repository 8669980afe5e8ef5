import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import {
  id,
  instant,
  meeting,
  money,
  Refusal,
  sessionState,
  slug,
  workshopFormat,
  zone,
} from '#libs/contracts';
import { Database } from '#libs/database';
import { etagOf, pageAnswer, pageOf, pageQuery } from '#libs/http';
import { Route } from '#libs/openapi';
import { seatsLeft } from './session.js';
import { SessionRepository, type ListedSession } from './session.repository.js';

const listQuery = pageQuery.extend({ workshopId: z.uuid().optional() });

/** A session as the public sees it; where it is online is told to those who have a seat. */
export const sessionAnswer = z
  .object({
    id,
    workshop: z.object({ id, slug, title: z.string(), format: workshopFormat }),
    state: sessionState,
    startsAt: instant,
    endsAt: instant,
    meetings: z.array(meeting),
    zone,
    venue: z.string().nullable(),
    coachId: id.nullable(),
    capacity: z.int(),
    seatsLeft: z.int(),
    price: money.meta({ description: 'Of one seat.' }),
  })
  .meta({ id: 'Session' });

/** The sessions that one can still enroll in. */
@Controller('v1/sessions')
export class ShowSessions {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Route({
    operation: 'listSessions',
    summary: 'The sessions ahead, the next one first.',
    answer: pageAnswer(sessionAnswer),
  })
  async list(@Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    const rows = await this.sessions.listAhead(this.database, { ...query, now: this.clock.now() });
    const { data, next } = pageOf(rows, query.limit);
    return { data: data.map(shownSession), next };
  }

  @Get(':id')
  @Route({
    operation: 'getSession',
    summary: 'One session, with the seats that are left.',
    answer: sessionAnswer,
    versioned: true,
    refuses: { 'not-found': ['session-unknown'] },
  })
  async one(@Param('id', { schema: id }) sessionId: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const [row] = await this.sessions.listAhead(this.database, {
      id: sessionId,
      now: this.clock.now(),
      limit: 1,
    });
    if (row === undefined) throw new Refusal('not-found', 'session-unknown', 'There is no such session.');
    // The ETag is for editors, and says nothing of seats: so nobody may keep the answer and ask whether it still holds.
    void reply.headers({ ETag: etagOf(row.edition), 'Cache-Control': 'no-store' });
    return shownSession(row);
  }
}

/** A session as the public sees it. */
export function shownSession(session: ListedSession): z.input<typeof sessionAnswer> {
  const {
    id: sessionId,
    workshop,
    state,
    startsAt,
    endsAt,
    meetings,
    zone: wallClock,
    venue,
    coachId,
    capacity,
    price,
  } = session;
  return {
    id: sessionId,
    workshop,
    state,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    meetings: [...meetings],
    zone: wallClock,
    venue,
    coachId,
    capacity,
    seatsLeft: seatsLeft(session),
    price,
  };
}
