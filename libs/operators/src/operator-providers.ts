import type { Provider, Type } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database } from '#libs/database';
import { Outbox } from '#libs/events';
import { ApiKeyFactsRepository } from './api-key-facts.repository.js';
import { AuditTrail } from './audit-trail.js';
import { AuditRepository } from './audit.repository.js';
import { keepApiKeyFacts } from './keep-api-key-facts.js';
import { OPERATOR_KEY, Operators } from './operators.js';
import { RecordApiKeyUse, type OperatedService } from './record-api-key-use.js';
import { showAuditEntriesOf } from './show-audit-entries.js';

/**
 * What a service module needs to let operators in and to keep a trail of their writes; beside these it lists the
 * controllers of `operatorControllers` and the migration `CreateOperatorTables…`.
 * @param rootKey the instance's own key.
 */
export function operatorProviders(service: OperatedService, rootKey: string): Provider[] {
  return [
    { provide: OPERATOR_KEY, useValue: rootKey },
    ApiKeyFactsRepository,
    {
      provide: RecordApiKeyUse,
      inject: [Database, ApiKeyFactsRepository, Outbox, Clock],
      useFactory: (database: Database, keys: ApiKeyFactsRepository, outbox: Outbox, clock: Clock) =>
        new RecordApiKeyUse(service, database, keys, outbox, clock),
    },
    Operators,
    AuditRepository,
    AuditTrail,
  ];
}

/** @param transportId the service's events symbol. */
export function operatorControllers(service: OperatedService, transportId: symbol): Type[] {
  return [keepApiKeyFacts(transportId), showAuditEntriesOf(service)];
}
