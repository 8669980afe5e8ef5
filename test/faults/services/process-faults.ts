import { setTimeout as pause } from 'node:timers/promises';
import type { Amounts, SceneOfServices, ServiceFault } from './service-fault.js';

const KINDS = ['catalog', 'enrollment', 'payments', 'notifications'].flatMap((service) => [
  `${service} web`,
  `${service} worker`,
]);
/** About how long a start takes: so that a kill falls anywhere in it. */
const A_START_MS = 2_500;
const A_SECOND_MS = 1_000;

/** What befalls the processes of Ally. */
export function processFaults(amounts: Amounts): readonly ServiceFault[] {
  return [
    ...KINDS.map((kind) => ({
      name: `${kind} killed`,
      times: amounts.killed,
      strike: (scene: SceneOfServices) => killOne(scene, kind),
    })),
    ...KINDS.map((kind) => ({
      name: 'any of them killed, and again while starting',
      times: amounts.killedWhileStarting,
      strike: (scene: SceneOfServices) => killTwice(scene, kind),
    })),
    {
      name: 'one of each kind killed, a second apart',
      times: amounts.killedInARow,
      async strike(scene) {
        for (const kind of KINDS) {
          await killOne(scene, kind);
          await pause(A_SECOND_MS);
        }
      },
    },
    {
      name: 'all nine killed at once',
      times: amounts.allKilled,
      async strike({ ally }) {
        await Promise.all(ally.processes().map((each) => ally.kill(each)));
      },
    },
    {
      name: 'every process replaced (SIGHUP)',
      times: amounts.replaced,
      strike: replaceAll,
    },
  ];
}

async function killOne(
  { ally, random }: Pick<SceneOfServices, 'ally' | 'random'>,
  kind: string,
): Promise<void> {
  await ally.kill(random.oneOf(ally.processes().filter((each) => each.kind === kind)));
}

async function killTwice({ ally, random }: SceneOfServices, kind: string): Promise<void> {
  const before = new Set(ally.processes().map(({ pid }) => pid));
  await killOne({ ally, random }, kind);
  const fresh = () => ally.processes().find(({ pid }) => !before.has(pid));
  await ally.until(`${kind} is started again`, () => fresh() !== undefined);
  await pause(random.between(0, A_START_MS));
  const starting = fresh();
  if (starting !== undefined) await ally.kill(starting);
}

/** No request that is sent meanwhile may fail: 409 is an answer, about a call that another request makes. */
async function replaceAll({ ally, known }: SceneOfServices): Promise<void> {
  const untilAnswered = known.watchRequests();
  const all = await ally.replaceAll();
  const outcomes = await untilAnswered();
  const failed = outcomes.filter((failure) => failure !== undefined && !failure.startsWith('409')).length;
  known.note('requests while every process was replaced', outcomes.length);
  if (!all) known.contradictions.push('some processes stayed when every process was to be replaced');
  if (failed > 0 || outcomes.length === 0)
    known.contradictions.push(
      `${failed} of ${outcomes.length} requests failed that were sent while every process was replaced`,
    );
}
