import { Body, Controller, HttpCode, Injectable, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { enrollmentTransferred, id, personInput, Refusal, type PersonInput } from '#libs/contracts';
import { Database } from '#libs/database';
import { Outbox } from '#libs/events';
import { BearerToken, Limited } from '#libs/http';
import { KeyRing } from '#libs/identity';
import { Route } from '#libs/openapi';
import { DescribePerson } from '../people/describe-person.js';
import { SessionRepository } from '../sessions/session.repository.js';
import { whyClosed } from '../sessions/session.js';
import { AuthorizedEnrollment } from './authorized-enrollment.js';
import { enrollmentFactsOf } from './enrollment-facts.js';
import { EnrollmentRepository } from './enrollment.repository.js';
import { onTransfer, type Enrollment } from './enrollment.js';

const transferWish = z
  .strictObject({ person: personInput.meta({ description: 'Who has the seats from now on.' }) })
  .meta({ id: 'TransferWish' });

/** What the former holder gets to know: the new link goes to the new one, by mail. */
const transferAnswer = z
  .object({ id, sessionId: id, state: z.literal('confirmed'), seats: z.int() })
  .meta({ id: 'Transfer' });

/**
 * Gives confirmed seats to another person. None is taken or freed, so it works in a session that is sold out, and every
 * link of before is dead in the same instant.
 */
@Injectable()
export class TransferEnrollment {
  constructor(
    private readonly database: Database,
    private readonly authorized: AuthorizedEnrollment,
    private readonly enrollments: EnrollmentRepository,
    private readonly sessions: SessionRepository,
    private readonly describePerson: DescribePerson,
    private readonly outbox: Outbox,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /**
   * Whoever asks again for the same person, with the link that has just died of it, gets the same answer.
   * @param token the link of who gives the seats away.
   * @throws Refusal `link-invalid`, also for who comes second with the same link; `not-confirmed`, `session-started`,
   *   `session-called-off`.
   */
  async execute(enrollmentId: string, person: PersonInput, token: string): Promise<Enrollment> {
    const epoch = await this.authorized.epochOf(enrollmentId, token);
    const personId = this.keys.personIdOf(person.email);
    return this.database.transaction(async (transaction) => {
      await this.describePerson.execute(transaction, personId, person);
      const enrollment = await this.enrollments.lock(transaction, enrollmentId);
      const session = enrollment && (await this.sessions.find(transaction, enrollment.sessionId));
      switch (onTransfer(enrollment, { personId, epoch })) {
        case 'dead-link':
          throw this.authorized.refusal();
        case 'refused':
          throw new Refusal(
            'conflict',
            'not-confirmed',
            'Only confirmed seats can be given to somebody else.',
          );
        case 'already':
          return present(enrollment);
        case 'transfer': {
          const closed = whyClosed(present(session), this.clock.now());
          if (closed !== undefined)
            throw new Refusal(
              'conflict',
              `session-${closed}`,
              `The session has ${closed === 'started' ? 'begun' : 'been called off'}.`,
            );
          const before = present(enrollment);
          const after = await this.enrollments.giveTo(transaction, before, personId);
          await this.outbox.append(transaction, enrollmentTransferred, {
            ...enrollmentFactsOf(after),
            fromPersonId: before.personId,
          });
          return after;
        }
      }
    });
  }
}

@Controller('v1/enrollments/:id/transfer')
export class TransferEnrollmentController {
  constructor(private readonly transferEnrollment: TransferEnrollment) {}

  @Post()
  @Limited({ perMinute: 60 })
  @HttpCode(200)
  @Route({
    operation: 'transferEnrollment',
    summary:
      'Gives confirmed seats to another person: links of before are dead, and both are told by mail. Asking again for the same person changes nothing.',
    answer: transferAnswer,
    refuses: { conflict: ['not-confirmed', 'session-started', 'session-called-off'] },
  })
  async transfer(
    @Param('id', { schema: id }) enrollmentId: string,
    @Body({ schema: transferWish }) { person }: z.output<typeof transferWish>,
    @BearerToken() token: string,
  ): Promise<z.input<typeof transferAnswer>> {
    const { sessionId, seats } = await this.transferEnrollment.execute(enrollmentId, person, token);
    return { id: enrollmentId, sessionId, state: 'confirmed', seats };
  }
}

function present<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('The enrollment or its session is gone');
  return row;
}
