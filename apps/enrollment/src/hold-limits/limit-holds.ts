import { Injectable } from '@nestjs/common';
import { Refusal } from '#libs/contracts';
import type { Transaction } from '#libs/database';
import { EnrollmentConfig } from '../enrollment.config.js';
import type { Session } from '../sessions/session.js';
import { DEFAULT_HOLD_LIMIT, limitPassed, shareOf, type HoldLimit } from './hold-limit.js';
import { HoldLimitRepository } from './hold-limit.repository.js';
import { NetworkTags } from './network-tags.js';

/** When it is worth asking again although nobody knows: the end of a hold is settled within a minute or so. */
const SOON_SECONDS = 60;

/** Keeps seats from being held by who does not mean to pay, so that others find some. */
@Injectable()
export class LimitHolds {
  private readonly limit: HoldLimit;

  constructor(
    private readonly holds: HoldLimitRepository,
    private readonly tags: NetworkTags,
    { holdsPerPerson, holdSharePercent }: EnrollmentConfig,
  ) {
    this.limit = {
      perPerson: holdsPerPerson ?? DEFAULT_HOLD_LIMIT.perPerson,
      sharePercent: holdSharePercent ?? DEFAULT_HOLD_LIMIT.sharePercent,
    };
  }

  /**
   * Asked after this transaction has taken the seats, and by that the lock of the session: so nobody gets past it by
   * asking at the same time.
   * @param network where the client is (`routedBlockOf`); null when that is not known.
   * @returns what to keep of the network with the hold.
   * @throws Refusal `too-many-holds`.
   */
  async admit(
    transaction: Transaction,
    session: Session,
    { personId, seats, network, now }: { personId: string; seats: number; network: string | null; now: Date },
  ): Promise<Buffer | null> {
    const tags = network === null ? [] : this.tags.of(network, now);
    const live = await this.holds.liveHolds(transaction, session.id, personId, tags);
    const { capacity } = session;
    const passed = limitPassed(this.limit, live, { seats, capacity, network: network !== null });
    if (passed === undefined) return tags[0] ?? null;
    const said =
      passed.of === 'person'
        ? `There are ${live.ofPerson} unpaid holds for you in this session. Please pay for one of them or cancel it first.`
        : `From where you are, ${shareOf(capacity, this.limit)} seats of this session can be held unpaid at a time. ` +
          'Please take fewer, or pay for what is held or cancel it first.';
    throw new Refusal(
      'conflict',
      'too-many-holds',
      said,
      [
        {
          pointer: passed.of === 'person' ? '/person/email' : '/seats',
          detail: 'too many held and not paid',
        },
      ],
      passed.freeAt === null ? SOON_SECONDS : secondsUntil(passed.freeAt, now),
    );
  }
}

function secondsUntil(instant: Date, now: Date): number {
  return Math.max(1, Math.ceil((instant.getTime() - now.getTime()) / 1000));
}
