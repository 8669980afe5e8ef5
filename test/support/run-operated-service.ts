import type { DynamicModule, Type } from '@nestjs/common';
import { databaseProviders } from '#libs/database';
import {
  CreateEventTables1763900000001,
  EventConsumer,
  eventProviders,
  ExtendEventTables1764001000001,
  Relay,
} from '#libs/events';
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
  const migrations = [
    CreateEventTables1763900000001,
    ExtendEventTables1764001000001,
    CreateOperatorTables1764005000000,
  ];
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
