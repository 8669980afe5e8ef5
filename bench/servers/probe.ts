import { Controller, Module, type DynamicModule } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { defineEvent, id, type EventOf } from '#libs/contracts';
import { Database, databaseProviders, newId } from '#libs/database';
import { EVENT_MIGRATIONS, eventProviders, OnEvent, Outbox, type EventContext } from '#libs/events';
import { jobProviders } from '#libs/jobs';

const SERVICE = 'probe';
const probeEvents = Symbol('probe events');

/** The smallest fact that there can be. */
const probeSent = defineEvent({
  type: 'probe.probe.sent',
  topic: 'probe.probe.v1',
  key: 'probeId',
  data: { probeId: id },
});

export class CreateProbes1764006000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE probes (probe_id uuid PRIMARY KEY);
      CREATE TABLE effects (probe_id uuid PRIMARY KEY);
      CREATE TABLE direct_events (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id uuid NOT NULL UNIQUE,
        type text NOT NULL,
        key text NOT NULL,
        data jsonb NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE direct_events, effects, probes');
  }
}

/** When each probe was committed, and how long its effect took from there to be committed too; in milliseconds. */
export class Stopwatch {
  latencies: number[] = [];
  private readonly began = new Map<string, number>();
  /** On a busy machine others see a commit, and handle it, before whoever made it is told. */
  private readonly early = new Set<string>();

  start(probeId: string): void {
    if (this.early.delete(probeId)) this.latencies.push(0);
    else this.began.set(probeId, performance.now());
  }

  stop(probeId: string): void {
    const began = this.began.get(probeId);
    if (began === undefined) {
      this.early.add(probeId);
      return;
    }
    this.began.delete(probeId);
    this.latencies.push(performance.now() - began);
  }

  get underway(): number {
    return this.began.size;
  }
}

/** A service that tells of probes and hears of them itself, by way of the outbox, the relay and the log. */
@Controller()
export class ProbeService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly stopwatch: Stopwatch,
  ) {}

  async send(): Promise<void> {
    const probeId = newId();
    await this.database.transaction(async (transaction) => {
      transaction.onCommit(() => this.stopwatch.start(probeId));
      await transaction.query('INSERT INTO probes VALUES ($1)', [probeId]);
      await this.outbox.append(transaction, probeSent, { probeId });
    });
  }

  @OnEvent(probeSent, probeEvents, 'record-effect')
  async recordEffect({ data }: EventOf<typeof probeSent>, { transaction }: EventContext): Promise<void> {
    transaction.onCommit(() => this.stopwatch.stop(data.probeId));
    await transaction.query('INSERT INTO effects VALUES ($1)', [data.probeId]);
  }
}

@Module({})
export class ProbeModule {
  static register(databaseUrl: string, stopwatch: Stopwatch): DynamicModule {
    const migrations = [...EVENT_MIGRATIONS, CreateProbes1764006000000];
    return {
      module: ProbeModule,
      controllers: [ProbeService],
      providers: [
        { provide: Stopwatch, useValue: stopwatch },
        ...databaseProviders({ url: databaseUrl, schema: SERVICE, poolSize: 8, migrations }),
        ...eventProviders(SERVICE, probeEvents),
        ...jobProviders(SERVICE),
      ],
    };
  }
}
