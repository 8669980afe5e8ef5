import { DeadLetters, type EventLog } from '#libs/events';
import { EventScene } from '../event-scene.js';
import { connectProbe } from '../run-event-spine.js';

/** How a member is told where it belongs: one JSON text as its argument. */
export interface MemberOf {
  readonly openModule: string;
  readonly address: string;
  readonly databaseUrl: string;
  readonly scene: string;
}

// One member of a scene's group, as a process of its own. It notes what it is told, and says so when it is told of the
// account `hold`; it never ends with that one. It lives until it is killed, or whoever started it is gone.
const { openModule, address, databaseUrl, scene: name } = JSON.parse(process.argv[2] ?? '') as MemberOf;
const { openEventLog } = (await import(openModule)) as {
  openEventLog: (address: string) => Promise<EventLog>;
};
const database = await connectProbe(databaseUrl, 8);
const scene = new EventScene(name, await openEventLog(address), database, new DeadLetters(database));
await scene.consume({
  note: async (event, context) => {
    await scene.note(event, context);
    if (event.data.accountId !== 'hold') return;
    console.log('holding');
    await new Promise(() => undefined);
  },
});
process.stdin.resume().on('end', () => process.exit());
