import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { id, Refusal } from '#libs/contracts';
import { Database } from '#libs/database';
import { pageOf, pageQuery } from '#libs/http';
import { seatsLeft } from './session.js';
import { SessionRepository, type ListedSession } from './session.repository.js';

const listQuery = pageQuery.extend({ workshopId: z.uuid().optional() });

/** The sessions that one can still enroll in. */
@Controller('v1/sessions')
export class ShowSessions {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
  ) {}

  @Get()
  async list(@Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    const rows = await this.sessions.listAhead(this.database, { ...query, now: this.clock.now() });
    const { data, next } = pageOf(rows, query.limit);
    return { data: data.map(shown), next };
  }

  @Get(':id')
  async one(@Param('id', { schema: id }) sessionId: string) {
    const [row] = await this.sessions.listAhead(this.database, {
      id: sessionId,
      now: this.clock.now(),
      limit: 1,
    });
    if (row === undefined) throw new Refusal('not-found', 'session-unknown', 'There is no such session.');
    return shown(row);
  }
}

function shown(session: ListedSession) {
  const {
    id: sessionId,
    workshop,
    state,
    startsAt,
    endsAt,
    meetings,
    zone,
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
    meetings,
    zone,
    venue,
    coachId,
    capacity,
    seatsLeft: seatsLeft(session),
    price,
  };
}
