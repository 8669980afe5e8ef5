import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database';
import type { LiveHolds } from './hold-limit.js';

@Injectable()
export class HoldLimitRepository {
  /**
   * What is held and not paid for by a person, and from a network. Exact when this transaction has locked the session's
   * row before: whoever held something meanwhile has committed, or waits.
   * @param networkTags of the same network; none when it is not known.
   */
  async liveHolds(
    transaction: Transaction,
    sessionId: string,
    personId: string,
    networkTags: readonly Buffer[],
  ): Promise<LiveHolds> {
    const [row] = await transaction.query<LiveHolds>(
      `SELECT count(*) FILTER (WHERE person_id = $2)::int AS "ofPerson",
         coalesce(sum(seats) FILTER (WHERE network_tag = ANY ($3::bytea[])), 0)::int AS "seatsOfNetwork",
         min(payable_until) FILTER (WHERE state = 'held' AND person_id = $2) AS "personFreeAt",
         min(payable_until) FILTER (WHERE state = 'held' AND network_tag = ANY ($3::bytea[])) AS "networkFreeAt"
       FROM enrollments
       WHERE session_id = $1 AND state IN ('held', 'closing') AND (person_id = $2 OR network_tag = ANY ($3::bytea[]))`,
      [sessionId, personId, networkTags],
    );
    if (row === undefined) throw new Error('An aggregate has no row');
    return row;
  }
}
