import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Injectable, Module, type DynamicModule } from '@nestjs/common';
import { z } from 'zod';
import { Clock, TestClock } from '#libs/clock';
import { defineEvent, type EventOf } from '#libs/contracts';
import { Database, databaseProviders } from '#libs/database';
import {
  EVENT_MIGRATIONS,
  EventConsumer,
  EventContext,
  eventProviders,
  OnEvent,
  Outbox,
  Relay,
} from '#libs/events';
import { DueWork, jobProviders, type Sweep } from '#libs/jobs';
import { runService, type RunningService } from '../../../test/support/run-service.js';
import { RemoteProcess } from './remote-process.js';
import { TimeTravel } from './time-travel.js';

const rang = defineEvent({
  type: 'bells.bell.rang',
  topic: 'bells.bell.v1',
  key: 'bell',
  data: { bell: z.string() },
});
const bellEvents = Symbol('bells events');
const at = (time: string) => new Date(`2026-12-01T${time}:00Z`);

/** Rings the bells that are due and publishes that, at the time of the clock. */
@Injectable()
class RingDueBells implements Sweep {
  readonly name = 'ring-due-bells';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly dueWork: DueWork,
  ) {
    dueWork.register(this);
  }

  async onModuleInit(): Promise<void> {
    await this.database.query('CREATE TABLE bells (bell text, due timestamptz, rang timestamptz)');
  }

  async hang(bell: string, due: Date): Promise<void> {
    await this.database.query('INSERT INTO bells VALUES ($1, $2)', [bell, due]);
    this.dueWork.wake(this.name, due);
  }

  async nextDue(): Promise<Date | null> {
    const [row] = await this.database.query<{ due: Date | null }>(
      'SELECT min(due) AS due FROM bells WHERE rang IS NULL',
    );
    return row?.due ?? null;
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async (transaction) => {
      const bells = await transaction.query<{ bell: string }>(
        `UPDATE bells SET rang = $1 WHERE ctid IN
           (SELECT ctid FROM bells WHERE due <= $1 AND rang IS NULL FOR UPDATE SKIP LOCKED) RETURNING bell`,
        [now],
      );
      for (const { bell } of bells) await this.outbox.append(transaction, rang, { bell });
    });
  }
}

/** Each bell with an echo hangs it up for half an hour after it rang. */
@Controller()
class EchoOnBellRang {
  constructor(
    private readonly clock: Clock,
    private readonly dueWork: DueWork,
  ) {}

  @OnEvent(rang, bellEvents, 'echo')
  async echo({ data, occurredAt }: EventOf<typeof rang>, { transaction }: EventContext): Promise<void> {
    if (data.bell.startsWith('echo')) return;
    if (this.clock.now() > occurredAt) throw new Error('the clock was moved before this bell was heard');
    const due = new Date(occurredAt.getTime() + 30 * 60_000);
    await transaction.query('INSERT INTO bells VALUES ($1, $2)', [`echo of ${data.bell}`, due]);
    transaction.onCommit(() => this.dueWork.wake('ring-due-bells', due));
  }
}

@Module({})
class BellsModule {}

const bells = (url: string): DynamicModule => ({
  module: BellsModule,
  controllers: [EchoOnBellRang],
  providers: [
    ...databaseProviders({
      url,
      schema: 'bells',
      poolSize: 8,
      migrations: EVENT_MIGRATIONS,
    }),
    ...eventProviders('bells', bellEvents),
    ...jobProviders('bells'),
    RingDueBells,
  ],
  exports: [EventConsumer, Relay, DueWork, RingDueBells],
});

let service: RunningService;

beforeAll(async () => {
  service = await runService(bells, at('12:00'));
});

afterAll(async () => {
  await service.stop();
});

const advance = (body: object) =>
  fetch(`${service.url}/v1/test-clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('moving the test clock', () => {
  it('when deadlines lie on the way, then each is met at its instant, those that come up on the way as well', async () => {
    await service.get(RingDueBells).hang('three', at('15:00'));
    await service.get(RingDueBells).hang('one', at('13:00'));
    await service.get(RingDueBells).hang('ten', at('22:00'));
    await service.time.advanceTo(at('18:00'));
    const rows = await service.rows<{ bell: string; rang: Date }>(
      'SELECT bell, rang FROM bells.bells WHERE rang IS NOT NULL ORDER BY rang',
    );
    expect(rows).toEqual([
      { bell: 'one', rang: at('13:00') },
      { bell: 'echo of one', rang: at('13:30') },
      { bell: 'three', rang: at('15:00') },
      { bell: 'echo of three', rang: at('15:30') },
    ]);
    expect(await service.published(rang.type)).toHaveLength(4);
    expect(await service.time.report()).toEqual({ now: at('18:00'), nextDue: at('22:00'), idle: true });
  });

  it('over HTTP it answers when all is at rest', async () => {
    const answer = await advance({ advanceBy: 'PT4H' });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      now: at('22:00').toISOString(),
      nextDue: at('22:30').toISOString(),
      idle: true,
    });
  });

  it.each([
    { advanceTo: '2026-12-01T11:00:00Z' },
    { advanceBy: 'P11Y' },
    { advanceBy: 'P9999999999D' },
    { advanceBy: 'P999999999999999999999999D' },
  ])('by %j, backwards or too far, is refused and moves nothing', async (body) => {
    const before = service.clock.now();
    const answer = await advance(body);
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ code: 'clock-only-forward' }),
    ]);
    expect(await service.time.report()).toMatchObject({ now: before, nextDue: at('22:30') });
  });
});

describe('moving several processes together', () => {
  it('when deadlines lie on the way, then they are met in a process elsewhere too, by whoever moves its clock', async () => {
    const start = service.clock.now();
    const clock = new TestClock(start);
    const travel = new TimeTravel(clock);
    travel.watch(new RemoteProcess(service.url));
    const due = new Date(start.getTime() + 60 * 60_000);
    await service.get(RingDueBells).hang('elsewhere', due);
    await travel.advanceTo(new Date(start.getTime() + 3 * 60 * 60_000));
    const rang = await service.rows(
      `SELECT bell, rang FROM bells.bells WHERE bell LIKE '%elsewhere' ORDER BY rang`,
    );
    expect(rang).toEqual([
      { bell: 'elsewhere', rang: due },
      { bell: 'echo of elsewhere', rang: new Date(due.getTime() + 30 * 60_000) },
    ]);
    expect(service.clock.now()).toEqual(clock.now());
  });

  it('when a process is behind the others, then it is brought to where they are before anybody is idle', async () => {
    const clock = new TestClock(new Date(service.clock.now().getTime() + 60_000));
    const travel = new TimeTravel(clock);
    travel.watch(new RemoteProcess(service.url));
    await travel.settle();
    expect(service.clock.now()).toEqual(clock.now());
  });

  it('when a process is away, then nothing is at rest', async () => {
    const travel = new TimeTravel(new TestClock(service.clock.now()));
    const away = new RemoteProcess('http://127.0.0.1:1');
    travel.watch(away);
    travel.watch(new RemoteProcess(service.url));
    expect(await travel.report()).toMatchObject({ idle: false });
    travel.forget(away);
    expect(await travel.report()).toMatchObject({ idle: true });
  });
});
