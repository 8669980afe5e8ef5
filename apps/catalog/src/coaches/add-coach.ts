import { Injectable } from '@nestjs/common';
import { Database, newId } from '#libs/database';
import type { Coach } from './coach.js';
import { WriteCoach } from './write-coach.js';

/** Adds a coach, or replaces the profile of the one with this slug. */
@Injectable()
export class AddCoach {
  constructor(
    private readonly database: Database,
    private readonly writeCoach: WriteCoach,
  ) {}

  /** @returns the coach's id. */
  async execute(profile: Omit<Coach, 'id' | 'state' | 'version'>): Promise<string> {
    return this.database.transaction(async (transaction) => {
      const before = await this.writeCoach.findToPublish(transaction, profile.slug);
      const { id = newId(), version = 0 } = before ?? {};
      await this.writeCoach.write(transaction, { id, ...profile, state: 'published', version: version + 1 });
      return id;
    });
  }
}
