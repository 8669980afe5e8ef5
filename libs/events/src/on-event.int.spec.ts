import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Module, type DynamicModule, type Type } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { tmpdir } from 'node:os';
import { z } from 'zod';
import { TestClock } from '#libs/clock';
import { defineEvent, type EventOf } from '#libs/contracts';
import { databaseProviders } from '#libs/database';
import { FolderStore } from '#libs/files';
import { DueWork, jobProviders, PostgresJobBackend } from '#libs/jobs';
import { runProcess } from '#libs/process';
import { freshDatabase, type FreshDatabase } from '../../../test/support/fresh-database.js';
import { accountChangedOf } from '../../../test/support/event-scene.js';
import { runService, type RunningService } from '../../../test/support/run-service.js';
import { DeadLetters } from './dead-letters.js';
import { EventConsumer } from './event-consumer.js';
import { EventContext } from './event-context.js';
import { eventProviders } from './event-providers.js';
import { EVENT_MIGRATIONS } from './migrations/event-migrations.js';
import { OnEvent } from './on-event.js';
import { Outbox } from './outbox.js';
import { PostgresEventLog } from './postgres-event-log.js';
import { Relay } from './relay.js';

const accountChanged = accountChangedOf('account');
const welcomed = defineEvent({
  type: 'probe.account.welcomed',
  topic: 'probe.account.v1',
  key: 'accountId',
  data: { accountId: z.string() },
});
const probeEvents = Symbol('probe events');
const start = new Date('2026-12-01T12:00:00Z');

@Controller()
class WelcomeOnAccountChanged {
  constructor(private readonly outbox: Outbox) {}

  @OnEvent(accountChanged, probeEvents, 'welcome')
  async welcome({ data }: EventOf<typeof accountChanged>, { transaction }: EventContext): Promise<void> {
    await this.outbox.append(transaction, welcomed, { accountId: data.accountId });
    if (data.version > 1) throw new Error('welcome but once');
  }
}

@Controller()
class OfAnotherService {
  @OnEvent(accountChanged, Symbol('events of another service'), 'never')
  async never(_event: EventOf<typeof accountChanged>, _context: EventContext): Promise<void> {
    throw new Error('this is the event of another service');
  }
}

@Controller()
class HandlesWhatNobodyDefines {
  @EventPattern('probe.account.invented', probeEvents, { consumer: 'inventor' })
  handle(_event: unknown): void {
    throw new Error('never called');
  }
}

@Controller()
class NamesNoConsumer {
  @EventPattern(accountChanged.type, probeEvents)
  handle(_event: unknown): void {
    throw new Error('never called');
  }
}

@Controller()
class TakesANameThatIsTaken {
  @OnEvent(accountChanged, probeEvents, 'welcome')
  async handle(_event: EventOf<typeof accountChanged>, _context: EventContext): Promise<void> {
    throw new Error('never called');
  }
}

@Module({})
class ProbeModule {}

const probe =
  (...controllers: Type[]) =>
  (url: string): DynamicModule => ({
    module: ProbeModule,
    controllers,
    providers: [
      ...databaseProviders({
        url,
        schema: 'probe',
        poolSize: 8,
        migrations: EVENT_MIGRATIONS,
      }),
      ...eventProviders('probe', probeEvents),
      ...jobProviders('probe'),
    ],
    exports: [EventConsumer, Relay, DueWork],
  });

describe('an @OnEvent handler of a Nest module', () => {
  let service: RunningService;

  beforeAll(async () => {
    service = await runService(probe(WelcomeOnAccountChanged, OfAnotherService), start);
  });

  afterAll(async () => {
    await service.stop();
  });

  it('gets its event, and what it appends is published at the time of the clock', async () => {
    await service.hear(accountChanged, { accountId: 'a', version: 1 });
    expect(await service.published(welcomed.type)).toEqual([{ accountId: 'a' }]);
    const [row] = await service.rows<{ occurred_at: Date; key: string }>(
      'SELECT occurred_at, key FROM event_log.events WHERE type = $1',
      [welcomed.type],
    );
    expect(row).toEqual({ occurred_at: start, key: 'a' });
  });

  it('when it throws, then its own words reach the dead letter, and what it appended is undone', async () => {
    await service.hear(accountChanged, { accountId: 'b', version: 2 });
    expect(await service.published(welcomed.type)).not.toContainEqual({ accountId: 'b' });
    const [letter] = await service.get(DeadLetters).list();
    expect(letter).toMatchObject({ consumer: 'probe.welcome', key: 'b', reason: 'Error: welcome but once' });
  });
});

describe('a service refuses to boot', () => {
  let database: FreshDatabase;
  let eventLog: PostgresEventLog;

  beforeAll(async () => {
    database = await freshDatabase();
    eventLog = await PostgresEventLog.open(database.url);
  });

  afterAll(async () => {
    await eventLog.close();
    await database.drop();
  });

  const boot = (...controllers: Type[]) =>
    runProcess(
      [probe(...controllers)(database.url)],
      {
        clock: new TestClock(start),
        eventLog,
        jobBackend: new PostgresJobBackend(database.url),
        fileStore: new FolderStore(tmpdir()),
      },
      { host: '127.0.0.1', port: 0 },
    );

  it('when a handler names a type that no contract defines', async () => {
    await expect(boot(HandlesWhatNobodyDefines)).rejects.toThrow('probe.account.invented');
  });

  it('when a handler names no consumer', async () => {
    await expect(boot(NamesNoConsumer)).rejects.toThrow('names no consumer');
  });

  it('when two handlers of a type have one name', async () => {
    await expect(boot(WelcomeOnAccountChanged, TakesANameThatIsTaken)).rejects.toThrow(
      'are named probe.welcome',
    );
  });
});
