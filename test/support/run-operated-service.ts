import type { DynamicModule, Type } from '@nestjs/common';
import { databaseProviders } from '#libs/database';
import { EVENT_MIGRATIONS, EventConsumer, eventProviders, Relay } from '#libs/events';
import { DueWork, jobProviders } from '#libs/jobs';
import { CreateOperatorTables1764005000000, operatorControllers, operatorProviders } from '#libs/operators';
import { runService, TEST_OPERATOR_KEY, type RunningService } from './run-service.js';

const probeEvents = Symbol('probe events');

class OperatedModule {}

/** A service that has nothing but operators: their keys, their trail, and routes of the test's own. */
export async function runOperatedService(
  service: 'catalog' | 'enrollment',
  controllers: Type[] = [],
): Promise<RunningService> {
  const migrations = [...EVENT_MIGRATIONS, CreateOperatorTables1764005000000];
  const moduleOf = (url: string): DynamicModule => ({
    module: OperatedModule,
    controllers: [...controllers, ...operatorControllers(service, probeEvents)],
    providers: [
      ...databaseProviders({ url, schema: service, poolSize: 8, migrations }),
      ...eventProviders(service, probeEvents),
      ...jobProviders(service),
      ...operatorProviders(service, TEST_OPERATOR_KEY),
    ],
    exports: [EventConsumer, Relay, DueWork],
  });
  return runService(moduleOf, new Date('2026-12-01T12:00:00Z'));
}
