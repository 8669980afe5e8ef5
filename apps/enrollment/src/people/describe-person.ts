import { Injectable } from '@nestjs/common';
import { enrollmentPersonDescribed, type PersonInput } from '#libs/contracts';
import type { Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import { PersonRepository } from './person.repository.js';

/** Remembers who enrolls, and tells of them once. */
@Injectable()
export class DescribePerson {
  constructor(
    private readonly people: PersonRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Comes before a session's seats are taken, here and wherever seats are given: the session's row is what everybody
   * waits for, so what can be done without it is done before, and nobody waits in a circle.
   */
  async execute(transaction: Transaction, personId: string, person: PersonInput): Promise<void> {
    if (await this.people.describe(transaction, personId, person))
      await this.outbox.append(transaction, enrollmentPersonDescribed, { personId, ...person });
  }
}
