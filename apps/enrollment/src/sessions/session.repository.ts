import { Injectable } from '@nestjs/common';
import type { Meeting, WorkshopFormat } from '#libs/contracts';
import type { SqlRunner, Transaction } from '#libs/database';
import type { Session } from './session.js';

const COLUMNS = `s.id, s.workshop_id AS "workshopId", s.state, s.starts_at AS "startsAt", s.ends_at AS "endsAt",
  s.meetings, s.zone, s.venue, s.online_url AS "onlineUrl", s.coach_id AS "coachId", s.capacity, s.held, s.taken,
  json_build_object('amount', s.price_amount, 'currency', s.price_currency) AS price, s.version, s.edition`;

export type NewSession = Omit<
  Session,
  'state' | 'held' | 'taken' | 'version' | 'edition' | 'startsAt' | 'endsAt'
>;

/** A session with the name of its workshop, as people look for it. */
export interface ListedSession extends Session {
  readonly workshop: {
    readonly id: string;
    readonly slug: string;
    readonly title: string;
    readonly format: WorkshopFormat;
  };
}

@Injectable()
export class SessionRepository {
  /** @returns undefined when a session has this id already. */
  async insert(
    transaction: Transaction,
    session: NewSession,
    meetings: readonly Meeting[],
  ): Promise<Session | undefined> {
    const [row] = await transaction.query<Session>(
      `INSERT INTO sessions AS s (id, workshop_id, state, starts_at, ends_at, meetings, zone, venue, online_url, coach_id,
         capacity, price_amount, price_currency)
       VALUES ($1, $2, 'scheduled', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (id) DO NOTHING
       RETURNING ${COLUMNS}`,
      [
        session.id,
        session.workshopId,
        meetings[0]?.startsAt ?? null,
        meetings.at(-1)?.endsAt ?? null,
        JSON.stringify(meetings),
        session.zone,
        session.venue,
        session.onlineUrl,
        session.coachId,
        session.capacity,
        session.price.amount,
        session.price.currency,
      ],
    );
    return row;
  }

  async find(runner: SqlRunner, id: string): Promise<Session | undefined> {
    const [row] = await runner.query<Session>(`SELECT ${COLUMNS} FROM sessions s WHERE s.id = $1`, [id]);
    return row;
  }

  /** Reads it and keeps everybody else from changing it or taking its seats until the transaction ends. */
  async lock(transaction: Transaction, id: string): Promise<Session | undefined> {
    const [row] = await transaction.query<Session>(
      `SELECT ${COLUMNS} FROM sessions s WHERE s.id = $1 FOR UPDATE`,
      [id],
    );
    return row;
  }

  /** As somebody who wants a seat finds it: with whether its workshop is offered any more. */
  async findOffered(
    runner: SqlRunner,
    id: string,
  ): Promise<(Session & { readonly isWithdrawn: boolean }) | undefined> {
    const [row] = await runner.query<Session & { isWithdrawn: boolean }>(
      `SELECT ${COLUMNS}, w.state IS NOT DISTINCT FROM 'withdrawn' AS "isWithdrawn"
       FROM sessions s LEFT JOIN workshop_facts w USING (workshop_id) WHERE s.id = $1`,
      [id],
    );
    return row;
  }

  /** Writes an editor's change of a locked session: the next edition of it. */
  async edit(transaction: Transaction, session: Session): Promise<Session> {
    const { id, startsAt, endsAt, meetings, zone, venue, onlineUrl, coachId, capacity, price } = session;
    const [row] = await transaction.query<Session>(
      `UPDATE sessions s SET starts_at = $2, ends_at = $3, meetings = $4, zone = $5, venue = $6, online_url = $7,
         coach_id = $8, capacity = $9, price_amount = $10, price_currency = $11, version = version + 1,
         edition = edition + 1
       WHERE id = $1 RETURNING ${COLUMNS}`,
      [
        id,
        startsAt,
        endsAt,
        JSON.stringify(meetings),
        zone,
        venue,
        onlineUrl,
        coachId,
        capacity,
        price.amount,
        price.currency,
      ],
    );
    return present(row);
  }

  /** Sessions ahead of `now` of workshops that are offered, the next one first; or the one of an id, whatever it is. */
  async listAhead(
    runner: SqlRunner,
    filter: {
      now: Date;
      workshopId?: string | undefined;
      id?: string | undefined;
      after?: string | undefined;
      limit: number;
    },
  ): Promise<ListedSession[]> {
    return runner.query<ListedSession>(
      `SELECT ${COLUMNS},
         json_build_object('id', w.workshop_id, 'slug', w.slug, 'title', w.title, 'format', w.format) AS workshop
       FROM sessions s JOIN workshop_facts w USING (workshop_id)
       WHERE ($4::uuid IS NOT NULL OR (s.state = 'scheduled' AND s.starts_at > $1 AND w.state = 'published'))
         AND ($2::uuid IS NULL OR s.workshop_id = $2)
         AND ($3::uuid IS NULL OR (s.starts_at, s.id) > (SELECT starts_at, id FROM sessions WHERE id = $3))
         AND ($4::uuid IS NULL OR s.id = $4)
       ORDER BY s.starts_at, s.id LIMIT $5`,
      [filter.now, filter.workshopId ?? null, filter.after ?? null, filter.id ?? null, filter.limit + 1],
    );
  }

  /**
   * Takes seats if they are free: the guard against overselling, in one statement, so that no isolation level and no
   * number of clients can get past it. The session's row stays locked until the transaction ends.
   * @returns the session afterwards, or undefined when there were too few seats or the session is closed.
   */
  async takeSeats(
    transaction: Transaction,
    sessionId: string,
    seats: number,
    as: 'held' | 'taken',
    now: Date,
  ): Promise<Session | undefined> {
    const [row] = await transaction.query<Session>(
      `UPDATE sessions s SET ${as} = ${as} + $2, version = version + 1
       WHERE id = $1 AND state = 'scheduled' AND starts_at > $3 AND held + taken + $2 <= capacity
       RETURNING ${COLUMNS}`,
      [sessionId, seats, now],
    );
    return row;
  }

  /** Held seats become taken ones. */
  async confirmSeats(transaction: Transaction, sessionId: string, seats: number): Promise<void> {
    await transaction.query(
      'UPDATE sessions SET held = held - $2, taken = taken + $2, version = version + 1 WHERE id = $1',
      [sessionId, seats],
    );
  }

  /** Gives seats back; they can be sold as soon as the transaction commits. */
  async freeSeats(
    transaction: Transaction,
    sessionId: string,
    seats: number,
    from: 'held' | 'taken',
  ): Promise<Session> {
    const [row] = await transaction.query<Session>(
      `UPDATE sessions s SET ${from} = ${from} - $2, version = version + 1 WHERE id = $1 RETURNING ${COLUMNS}`,
      [sessionId, seats],
    );
    return present(row);
  }
}

function present(row: Session | undefined): Session {
  if (row === undefined) throw new Error('The session is gone');
  return row;
}
