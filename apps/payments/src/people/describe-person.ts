import { Injectable } from '@nestjs/common';
import { paymentsPersonDescribed, type PersonInput } from '#libs/contracts';
import type { Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import { KeyRing } from '#libs/identity';
import { PersonRepository } from './person.repository.js';

/** Keeps who somebody says they are, and tells it on the one topic that carries names and addresses. */
@Injectable()
export class DescribePerson {
  constructor(
    private readonly keys: KeyRing,
    private readonly people: PersonRepository,
    private readonly outbox: Outbox,
  ) {}

  idOf(person: PersonInput): string {
    return this.keys.personIdOf(person.email);
  }

  async describe(transaction: Transaction, person: PersonInput): Promise<void> {
    const personId = this.idOf(person);
    if (!(await this.people.describe(transaction, personId, person))) return;
    await this.outbox.append(transaction, paymentsPersonDescribed, { personId, ...person });
  }
}
