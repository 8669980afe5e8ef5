import { DeadLetters, EventConsumer } from '#libs/events';
import type { Call, Command } from './command.js';
import { recordCommand } from './command-trail.js';
import { serviceNamed, withSchema } from './service-database.js';

/** `events redeliver`: proves that nothing happens twice, and gives a newer build what an older one skipped. */
export const redeliverEvents: Command = {
  name: 'events redeliver',
  takes: ['service'],
  options: {},
  does: 'Has every event of the log delivered to a service again: what was handled is not handled twice.',
  help: [
    '',
    'Events whose type an older build did not know, and skipped, are handled now if this one knows it. The service reads',
    'the log from its beginning while it runs on; a long log takes a while. Dead letters stay dead letters.',
  ],
  async run({ ally, given, say }: Call): Promise<number> {
    const service = serviceNamed(given.service ?? '');
    const log = await ally.openEventLog();
    try {
      await withSchema(ally.url, service, async (database) => {
        const write = { action: 'events.redelivered', kind: 'service', id: service, after: {} };
        await database.transaction((transaction) => recordCommand(transaction, write));
        const letters = new DeadLetters(database);
        await new EventConsumer(service, Symbol(service), log, database, letters).redeliver();
      });
      const lag = await log.lag(service);
      const events = lag.reduce((sum, each) => sum + each.events, 0);
      const when = ally.isRunning ? 'from now on' : 'once it runs';
      say(`${service} gets what the log holds again ${when}: ${events} events.`);
      return 0;
    } finally {
      await log.close();
    }
  },
};
