import { Injectable } from '@nestjs/common';
import { Database, newId } from '#libs/database';
import type { Coach } from './coach.js';
import { CoachRepository } from './coach.repository.js';

/** Adds a coach, or replaces the profile of the one with this slug. */
@Injectable()
export class AddCoach {
  constructor(
    private readonly database: Database,
    private readonly coaches: CoachRepository,
  ) {}

  /** @returns the coach's id. */
  async execute(profile: Omit<Coach, 'id'>): Promise<string> {
    return this.database.transaction((transaction) =>
      this.coaches.save(transaction, { id: newId(), ...profile }),
    );
  }
}
