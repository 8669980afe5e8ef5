import { Logger } from '@nestjs/common';
import type { EachBatchPayload } from 'kafkajs';
import type { SubscribeOptions } from '../event-log.js';
import { Commits } from './commits.js';
import { keyOf, nameOf, type Fetched, type Place } from './fetched.js';
import { boundsOf, type BoundsOfTopics, type Standing } from './group-positions.js';
import type { KafkaAdmin } from './kafka-admin.js';
import { PartitionLane } from './partition-lane.js';

export interface GenerationOptions {
  readonly group: string;
  readonly deliver: SubscribeOptions['deliver'];
  readonly admin: KafkaAdmin;
  /** No portion is begun after this. */
  readonly closing: AbortSignal;
}

/**
 * What a member works on from one time of joining its group to the next. After that its partitions may be another's: it
 * ends what is in hand, and notes nothing of it. In each partition it goes on exactly where the group was when it joined.
 */
export class Generation {
  private readonly logger = new Logger(Generation.name);
  private readonly ending = new AbortController();
  private readonly lanes = new Map<string, PartitionLane>();
  private readonly nexts = new Map<string, number>();
  private readonly commits: Commits;
  private standing: Standing = { positions: new Map(), bounds: new Map() };

  /** @param inHand what the generations before are still at, by the partition. */
  constructor(
    private readonly options: GenerationOptions,
    private readonly inHand: ReadonlyMap<string, Promise<void>>,
  ) {
    this.commits = new Commits(options.group, this.ending.signal);
  }

  /** @param standing of the group, read after it was joined. */
  begin(standing: Standing): void {
    this.standing = standing;
  }

  get isAtWork(): boolean {
    return [...this.lanes.values()].some((lane) => lane.isAtWork);
  }

  /** Has what is done noted at once. */
  noteNow(): void {
    this.commits.hurry();
  }

  /** @returns what it is still at, by the partition. */
  end(): ReadonlyMap<string, Promise<void>> {
    this.ending.abort();
    return new Map([...this.inHand, ...[...this.lanes].map(([key, lane]) => [key, lane.still()] as const)]);
  }

  /** Resolves when nothing is in hand. */
  async still(): Promise<void> {
    await Promise.all([...this.inHand.values(), ...[...this.lanes.values()].map((lane) => lane.still())]);
  }

  /** Resolves when what was done is noted; while the broker is away it is not. */
  async noted(): Promise<void> {
    await this.commits.flush();
  }

  /**
   * Takes on what was fetched if it goes on where the partition stands here. It does not when a fetch was under way while
   * the group was joined: the client takes its outcome for one of the new generation.
   * @param seek has the client fetch from somewhere else.
   */
  async take(
    fetched: Fetched,
    { pause, commitOffsetsIfNecessary }: Pick<EachBatchPayload, 'pause' | 'commitOffsetsIfNecessary'>,
    seek: (offset: number) => void,
  ): Promise<void> {
    this.commits.by(commitOffsetsIfNecessary);
    const at = this.nexts.get(keyOf(fetched)) ?? this.beginAt(fetched);
    if (fetched.from > at && !(await this.isGone(fetched, at))) return seek(at);
    const isCutOff = fetched.high < at;
    if (isCutOff) this.logger.warn(`${nameOf(fetched)} ends before ${at}, where ${this.options.group} was`);
    const known = isCutOff ? fetched.from : at;
    if (fetched.next <= known) return;
    this.nexts.set(keyOf(fetched), fetched.next);
    if (fetched.foreign > 0)
      this.logger.warn(`${fetched.foreign} messages in ${nameOf(fetched)} are no events of ours: skipped`);
    this.laneOf(fetched).take(
      fetched.entries.filter(({ next }) => next > known),
      pause,
    );
  }

  /** Passes over a stretch in which compaction has left nothing. */
  skip(place: Place, from: number, next: number): void {
    if ((this.nexts.get(keyOf(place)) ?? this.positionOf(place) ?? from) === from)
      this.nexts.set(keyOf(place), next);
  }

  /** Where the group is in a partition. If nowhere yet, that is noted: what it has not done counts as behind from now on. */
  private beginAt(place: Place): number {
    const position = this.positionOf(place);
    if (position !== undefined) return position;
    const low = lowOf(this.standing.bounds, place);
    this.commits.note(place, low);
    return low;
  }

  private async isGone(fetched: Fetched, at: number): Promise<boolean> {
    const { topic } = fetched;
    const low = lowOf(await this.options.admin.ask(({ cluster }) => boundsOf(cluster, [topic])), fetched);
    if (low <= at) return false;
    const lost = `offsets ${at} to ${low - 1} of ${nameOf(fetched)}`;
    this.logger.warn(`${this.options.group} misses ${lost}: the log no longer has them`);
    return true;
  }

  private positionOf({ topic, partition }: Place): number | undefined {
    return this.standing.positions.get(topic)?.get(partition);
  }

  private laneOf(place: Place): PartitionLane {
    const known = this.lanes.get(keyOf(place));
    if (known !== undefined) return known;
    const { group, deliver, closing } = this.options;
    const lane = new PartitionLane({
      name: `events of ${nameOf(place)} to ${group}`,
      deliver,
      stopping: AbortSignal.any([this.ending.signal, closing]),
      done: (next) => this.commits.note(place, next),
      after: this.inHand.get(keyOf(place)),
    });
    this.lanes.set(keyOf(place), lane);
    return lane;
  }
}

const lowOf = (bounds: BoundsOfTopics, { topic, partition }: Place) =>
  bounds.get(topic)?.get(partition)?.low ?? 0;
