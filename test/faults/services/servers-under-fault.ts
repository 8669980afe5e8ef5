import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePorts } from '../../../tools/servers/free-ports.js';
import { startKafka, type KafkaCluster } from '../../../tools/servers/kafka.js';
import { startPostgres, type PostgresServer } from '../../../tools/servers/postgres.js';
import { startRedis, type RedisServer } from '../../../tools/servers/redis.js';
import { askRedis } from './ask-redis.js';
import { TcpProxy } from './tcp-proxy.js';

/** What stands between Ally and each server; several brokers are reached directly, since they know each other. */
export interface Ways {
  readonly postgres: TcpProxy;
  readonly redis: TcpProxy;
  readonly kafka: TcpProxy | undefined;
}

/** A PostgreSQL, a Redis and a Kafka of one's own, with a proxy before each, which Ally is led to. */
export class ServersUnderFault {
  private killed = 0;

  private constructor(
    private readonly folder: string,
    readonly postgres: PostgresServer,
    readonly redis: RedisServer,
    readonly kafka: KafkaCluster,
    readonly ways: Ways,
  ) {}

  /** @param brokers one, or several that replicate to each other. */
  static async start(folder: string, brokers: number): Promise<ServersUnderFault> {
    const first = await freePorts(5 + 2 * brokers);
    const port = (nth: number) => first + nth;
    // The broker says on its way up where it is reached, and that has to be so.
    const ways = {
      postgres: await TcpProxy.open(port(0), port(3)),
      redis: await TcpProxy.open(port(1), port(4)),
      kafka: brokers === 1 ? await TcpProxy.open(port(2), port(5)) : undefined,
    };
    const [postgres, redis, kafka] = await Promise.all([
      startPostgres({ dir: join(folder, 'postgres'), port: port(3) }),
      startRedis({ dir: join(folder, 'redis'), port: port(4) }),
      startKafka({
        dir: join(folder, 'kafka'),
        port: port(5),
        nodes: brokers,
        ...(ways.kafka && { advertisedPort: ways.kafka.port }),
      }),
    ]);
    return new ServersUnderFault(folder, postgres, redis, kafka, ways);
  }

  /** By their names in the environment. */
  get addresses(): Record<string, string> {
    const database = new URL(this.postgres.url);
    database.port = String(this.ways.postgres.port);
    return {
      DATABASE_URL: database.href,
      REDIS_URL: `redis://127.0.0.1:${this.ways.redis.port}`,
      KAFKA_BROKERS: this.ways.kafka ? `127.0.0.1:${this.ways.kafka.port}` : this.kafka.brokers.join(),
    };
  }

  /** How many of them have been killed so far. */
  get kills(): number {
    return this.killed;
  }

  /** SIGKILL; resolves once it is gone. @param node of several brokers. */
  async kill(name: keyof Ways, node?: number): Promise<void> {
    if (name === 'kafka') await this.kafka.kill(node);
    else await this[name].kill();
    this.killed++;
  }

  leaveProxies(): void {
    for (const way of Object.values(this.ways)) way?.cut();
  }

  /** A connection to the database as its owner, past the proxy. */
  async database(): Promise<Client> {
    const client = new Client({ connectionString: this.postgres.url });
    client.on('error', () => undefined); // what is asked next fails, and says why
    await client.connect();
    return client;
  }

  /** Takes all that Redis holds, jobs above all. */
  async wipeRedis(): Promise<void> {
    await askRedis(this.redis.url, 'FLUSHALL');
  }

  /** The disk that Redis wrote to is lost with it. */
  async replaceRedis(): Promise<void> {
    await this.kill('redis');
    await rm(join(this.folder, 'redis', 'appendonlydir'), { recursive: true });
    await this.redis.startAgain();
  }

  /** Lets PostgreSQL take no writes any more, as while it fails over, or takes them again; open connections as well. */
  async refuseWrites(refuse: boolean): Promise<void> {
    const database = await this.database();
    await database.query(`SET default_transaction_read_only = off`);
    await database.query(`ALTER SYSTEM SET default_transaction_read_only = ${refuse ? 'on' : 'off'}`);
    await database.query('SELECT pg_reload_conf()');
    await database.end();
  }
}
