import { checkInvariants, unanswered, type Finding, type Holds, type Invariant } from '#libs/invariants';
import { catalogInvariants } from '../../../catalog/src/catalog.invariants.js';
import { enrollmentInvariants } from '../../../enrollment/src/enrollment.invariants.js';
import { notificationsInvariants } from '../../../notifications/src/notifications.invariants.js';
import { paymentsInvariants } from '../../../payments/src/payments.invariants.js';
import { SERVICES, servicesIn, withSchema } from '../service-database.js';
import { crossServiceInvariants } from './cross-service.invariants.js';
import { eventLogInvariants } from './event-log.invariants.js';
import { schemasAmong } from './schema.repository.js';

/** What was found out about one part of Ally. */
export interface Checked {
  /** A service, `event-log`, or `all-services` for what holds between them. */
  readonly part: string;
  readonly findings: readonly Finding[];
}

export interface VerifyOptions {
  readonly url: string;
  readonly now: Date;
  /** Which invariants hold at all at this moment. */
  readonly asked: readonly Holds[];
  /** Whether the services' event log is in this database; what an earlier one has left there is asked nothing. */
  readonly logIsInDatabase: boolean;
}

interface Part {
  readonly name: string;
  readonly invariants: readonly Invariant[];
  /** The schemas that it reads; the first is its own. */
  readonly schemas: readonly [string, ...string[]];
}

const EVENT_LOG = 'event_log';

const PARTS: readonly Part[] = [
  { name: 'catalog', invariants: catalogInvariants, schemas: ['catalog'] },
  { name: 'enrollment', invariants: enrollmentInvariants, schemas: ['enrollment'] },
  { name: 'payments', invariants: paymentsInvariants, schemas: ['payments'] },
  { name: 'notifications', invariants: notificationsInvariants, schemas: ['notifications'] },
  { name: 'event-log', invariants: eventLogInvariants, schemas: [EVENT_LOG] },
  { name: 'all-services', invariants: crossServiceInvariants, schemas: SERVICES },
];

/** Somebody waits for the answer: longer than a running service takes for itself. */
const STATEMENT_TIMEOUT_MS = 5 * 60_000;

/** Checks what is in a database, each part at one instant; changes nothing. What is not in it is left out, and says so. */
export async function findViolations({
  url,
  now,
  asked,
  logIsInDatabase,
}: VerifyOptions): Promise<Checked[]> {
  const log = await withSchema(url, EVENT_LOG, (database) => schemasAmong(database, [EVENT_LOG]));
  const present = new Set<string>([...(await servicesIn(url)), ...(logIsInDatabase ? log : [])]);
  const checked: Checked[] = [];
  for (const { name, invariants, schemas } of PARTS) {
    const wanted = invariants.filter(({ holds }) => asked.includes(holds));
    const missing = schemas.filter((schema) => !present.has(schema));
    const findings =
      missing.length > 0
        ? wanted.map((each) => unanswered(each, 'left-out', `not in this database: ${missing.join(', ')}`))
        : await withSchema(url, schemas[0], (database) =>
            checkInvariants(database, wanted, {
              now,
              statementTimeoutMs: STATEMENT_TIMEOUT_MS,
              logIsElsewhere: !logIsInDatabase,
            }),
          );
    checked.push({ part: name, findings: findings ?? [] });
  }
  return checked;
}
