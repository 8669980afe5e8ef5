import { Logger } from '@nestjs/common';
import { Redis, type RedisOptions } from 'ioredis';

/** Whoever leaves a command without an answer for so long is gone, whatever TCP says. */
const SILENT_AT_MOST_MS = 15_000;
const CONNECT_WITHIN_MS = 5_000;
const SLOWEST_RETRY_MS = 2_000;
const ANSWER_WITHIN_MS = 2_000;

/**
 * One connection to a Redis that may be away: it is tried again for ever, at least every two seconds. BullMQ's own
 * commands wait meanwhile (a worker has few of them underway, whatever happens); who asks by `soon` does not.
 */
export class SharedRedis {
  readonly client: Redis;
  private readonly logger = new Logger('jobs on Redis');
  private isAway = false;
  private isClosed = false;

  constructor(url: string) {
    this.client = new SharedClient(url, {
      connectionName: 'ally',
      connectTimeout: CONNECT_WITHIN_MS,
      socketTimeout: SILENT_AT_MOST_MS,
      maxRetriesPerRequest: null,
      retryStrategy: (attempt) => Math.min(attempt * 100, SLOWEST_RETRY_MS),
    });
    this.client.on('error', (error: Error) =>
      this.away('code' in error ? String(error.code) : error.message),
    );
    this.client.on('close', () => this.away('the connection was closed'));
    this.client.on('ready', () => this.back());
  }

  get isReady(): boolean {
    return this.client.status === 'ready';
  }

  /** Resolves once it can be asked, or it is clear that it cannot be for now. */
  async open(): Promise<void> {
    if (this.isReady || this.isAway) return;
    await new Promise<void>((resolve) => {
      const tooLong = setTimeout(resolve, ANSWER_WITHIN_MS);
      const known = () => {
        clearTimeout(tooLong);
        resolve();
      };
      this.client.once('ready', known).once('close', known);
    });
  }

  /** @throws Error at once when Redis is away, and within two seconds when it does not answer. */
  async soon<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    if (!this.isReady) throw new Error('Redis is away');
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('Redis does not answer')), ANSWER_WITHIN_MS);
    });
    try {
      return await Promise.race([ask(), tooLong]);
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.isClosed = true;
    this.client.disconnect();
  }

  private away(why: string): void {
    if (!this.isAway && !this.isClosed)
      this.logger.error(`Redis is away (${why}): until it is back, what is due is done some seconds late.`);
    this.isAway = true;
  }

  private back(): void {
    if (this.isAway) this.logger.log('Redis is back.');
    this.isAway = false;
    this.checkPolicy().catch((error: unknown) =>
      this.logger.warn(`Redis did not say how it evicts: ${String(error)}`),
    );
  }

  /** Not by CONFIG, which hosted ones forbid. */
  private async checkPolicy(): Promise<void> {
    const policy = /^maxmemory_policy:(.+?)\r?$/m.exec(await this.client.info('memory'))?.[1];
    if (policy !== undefined && policy !== 'noeviction')
      this.logger.warn(
        `Redis evicts jobs when its memory is full (${policy}): set its maxmemory-policy to noeviction.`,
      );
  }
}

/** BullMQ makes the connections on which workers wait of this one. Those it watches itself, for waiting is silence. */
class SharedClient extends Redis {
  override duplicate(options?: Partial<RedisOptions>): Redis {
    const duplicate = super.duplicate(options);
    delete duplicate.options.socketTimeout;
    return duplicate;
  }
}

/** An error of the network, by node or by `socketTimeout`: it is said once for all who share it. */
export function isOfConnection(error: Error): boolean {
  return 'syscall' in error || error.message.startsWith('Socket timeout');
}
