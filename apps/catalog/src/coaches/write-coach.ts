import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database';
import type { Editable } from '../editing/edit-offering.js';
import type { Coach } from './coach.js';
import { CoachRepository } from './coach.repository.js';

/** How a coach's profile is kept; no other service asks for it. */
@Injectable()
export class WriteCoach implements Editable<Coach> {
  readonly noun = 'coach';

  constructor(private readonly coaches: CoachRepository) {}

  async findToPublish(transaction: Transaction, slug: string): Promise<Coach | undefined> {
    return this.coaches.findToPublish(transaction, slug);
  }

  async write(transaction: Transaction, coach: Coach): Promise<void> {
    await this.coaches.save(transaction, coach);
  }
}
