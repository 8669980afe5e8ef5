import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database';
import type { LiveHolds } from './hold-limit.js';

@Injectable()
export class HoldLimitRepository {
  /**
   * What is held and not paid for by a person, and from a network. Exact when this transaction has locked the session's
   * row before: whoever held something meanwhile has committed, or waits.
   * Asked apart, person and network, so that each has its index: the session is locked meanwhile.
   * @param networkTags of the same network; none when it is not known.
   */
  async liveHolds(
    transaction: Transaction,
    sessionId: string,
    personId: string,
    networkTags: readonly Buffer[],
  ): Promise<LiveHolds> {
    const [row] = await transaction.query<LiveHolds>(
      `SELECT of_person.holds AS "ofPerson", of_person.free_at AS "personFreeAt",
         of_network.seats AS "seatsOfNetwork", of_network.free_at AS "networkFreeAt"
       FROM (
         SELECT count(*)::int AS holds, min(payable_until) FILTER (WHERE state = 'held') AS free_at
         FROM enrollments WHERE session_id = $1 AND person_id = $2 AND state IN ('held', 'closing')
       ) of_person, (
         SELECT coalesce(sum(seats), 0)::int AS seats, min(payable_until) FILTER (WHERE state = 'held') AS free_at
         FROM enrollments
         WHERE session_id = $1 AND network_tag = ANY ($3::bytea[]) AND state IN ('held', 'closing')
       ) of_network`,
      [sessionId, personId, networkTags],
    );
    if (row === undefined) throw new Error('An aggregate has no row');
    return row;
  }
}
