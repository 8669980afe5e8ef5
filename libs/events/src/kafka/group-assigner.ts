import kafkajs, {
  type Assignment,
  type GroupMember,
  type GroupMemberAssignment,
  type PartitionAssigner,
} from 'kafkajs';

/** What a member says of itself when it joins: it takes no events, it puts the group back to the beginning. */
const REWINDS = Buffer.from('rewinds');

export interface Membership {
  /** While such a member is in the group, all partitions are its own, so no other can move a position. */
  readonly rewinds?: boolean;
  /** Called before each try to join; until it has joined, the member has no partitions. */
  readonly onJoining?: () => void;
}

/**
 * How the members of a group share its partitions: each topic among those who subscribe to it (in a rolling update not all
 * do), one after the other. The member that the broker makes the leader does it for all, so every member has to be one of
 * ours: the broker refuses one with another way of sharing.
 */
export function groupAssigner({ rewinds = false, onJoining }: Membership): PartitionAssigner {
  return ({ cluster }) => ({
    name: 'ally',
    version: 1,

    protocol({ topics }) {
      onJoining?.();
      const userData = rewinds ? REWINDS : Buffer.alloc(0);
      return {
        name: this.name,
        metadata: kafkajs.AssignerProtocol.MemberMetadata.encode({ version: 1, topics, userData }),
      };
    },

    async assign({ members }) {
      const wanted = members.toSorted(byId).map(readMember);
      const topics = [...new Set(wanted.flatMap((member) => member.topics))].toSorted();
      await cluster.addMultipleTargetTopics(topics);
      const partitions = topics.flatMap((topic) =>
        cluster
          .findTopicPartitionMetadata(topic)
          .map(({ partitionId }) => ({ topic, partition: partitionId })),
      );
      return share(wanted, partitions).map(asAnswer);
    },
  });
}

interface ReadMember {
  readonly memberId: string;
  readonly topics: readonly string[];
  readonly rewinds: boolean;
  readonly assignment: Assignment;
}

/** @returns the members with their partitions. */
function share(
  members: readonly ReadMember[],
  partitions: readonly { topic: string; partition: number }[],
): readonly ReadMember[] {
  const rewinder = members.find(({ rewinds }) => rewinds);
  partitions.forEach(({ topic, partition }, nth) => {
    const takers = (rewinder === undefined ? members : [rewinder]).filter(({ topics }) =>
      topics.includes(topic),
    );
    const taker = takers[nth % takers.length];
    if (taker !== undefined) (taker.assignment[topic] ??= []).push(partition);
  });
  return members;
}

function readMember({ memberId, memberMetadata }: GroupMember): ReadMember {
  const metadata = kafkajs.AssignerProtocol.MemberMetadata.decode(memberMetadata);
  const rewinds = metadata?.userData?.equals(REWINDS) ?? false;
  return { memberId, topics: metadata?.topics ?? [], rewinds, assignment: {} };
}

function asAnswer({ memberId, assignment }: ReadMember): GroupMemberAssignment {
  const encoded = kafkajs.AssignerProtocol.MemberAssignment.encode({
    version: 1,
    assignment,
    userData: Buffer.alloc(0),
  });
  return { memberId, memberAssignment: encoded };
}

const byId = (one: GroupMember, other: GroupMember) => (one.memberId < other.memberId ? -1 : 1);
