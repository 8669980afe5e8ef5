import { Facts, type FactsKeeper } from '#libs/events';
import type { Call, Command } from './command.js';
import { recordCommand } from './command-trail.js';
import { serviceNamed, withSchema, type ServiceName } from './service-database.js';

type FactsOfTable = Awaited<ReturnType<Facts['check']>>[number];

/** `facts rebuild`: what a service knows of others, made again from the log, where each fact tells all. */
export const rebuildFacts: Command = {
  name: 'facts rebuild',
  takes: ['service'],
  options: { check: { type: 'boolean', default: false } },
  does: "Makes a service's copies of what others say (the tables *_facts) again from the event log.",
  help: [
    '',
    '--check   change nothing: name the rows that are not what the handled events say; exit code 1 if there are any',
    '',
    'The service may run meanwhile: it reads on, and its handlers of facts wait for a moment. Seats, money and mails are',
    'never made from the log.',
  ],
  async run({ ally, given, options, say }: Call): Promise<number> {
    const service = serviceNamed(given.service ?? '');
    const log = await ally.openEventLog();
    try {
      return await withSchema(ally.url, service, async (database) => {
        const facts = new Facts(service, database, log, await keepersOf(service));
        if (options.check === true) return tell(await facts.check(), 'differ', say);
        const found = await facts.rebuild((transaction, tables) =>
          recordCommand(transaction, {
            action: 'facts.rebuilt',
            kind: 'service',
            id: service,
            after: Object.fromEntries(tables.map(({ table, differing }) => [table, differing])),
          }),
        );
        tell(found, 'were put right', say);
        return 0;
      });
    } finally {
      await log.close();
    }
  },
};

/** @returns 1 when something differs. */
function tell(tables: readonly FactsOfTable[], outcome: string, say: Call['say']): number {
  for (const { table, rows, differing, differences } of tables) {
    say(`${table}: ${rows} rows, ${differing} ${outcome}`);
    for (const { id, kind } of differences) say(`  ${id}  ${kind}`);
    if (differing > differences.length) say(`  and ${differing - differences.length} more`);
  }
  return tables.some(({ differing }) => differing > 0) ? 1 : 0;
}

/** Loaded when needed: the handlers come with much of what their service is made of. */
async function keepersOf(service: ServiceName): Promise<readonly FactsKeeper[]> {
  switch (service) {
    case 'catalog':
      return (await import('../../catalog/src/catalog.facts.js')).catalogFacts;
    case 'enrollment':
      return (await import('../../enrollment/src/enrollment.facts.js')).enrollmentFacts;
    case 'payments':
      return (await import('../../payments/src/payments.facts.js')).paymentsFacts;
    case 'notifications':
      return (await import('../../notifications/src/notifications.facts.js')).notificationsFacts;
  }
}
