import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LoadClient } from './measuring/load.js';
import { memoryMb, residentMb, withChildren } from './measuring/cpu-and-memory.js';
import { benchmark } from './measuring/report.js';
import { median, rounded } from './measuring/rounds.js';

const ROUNDS = 2;
const CLIENTS = 16;
const LOAD_SECONDS = 3;
const STARTED_WITHIN_MS = 60_000;

const root = fileURLToPath(new URL('..', import.meta.url));
/** What no program with a PostgreSQL of its own can be faster than: Node begins, and PostgreSQL answers once. */
const BARE = `
  const { startEmbeddedPostgres } = await import(${JSON.stringify(join(root, 'dist/libs/database/src/embedded-postgres.js'))});
  const postgres = await startEmbeddedPostgres({ dataDir: process.env.ALLY_DATA_DIR });
  console.log('Ally is ready on nothing');
  process.on('SIGTERM', () => postgres.stop().then(() => process.exit(0)));
  setInterval(() => undefined, 60_000);
`;
const PROGRAMS = {
  Ally: [join(root, 'tools/start.mjs')],
  ceiling: ['--input-type=module', '-e', BARE],
};

interface Started {
  readonly seconds: number;
  readonly nodeMb: number | null;
  readonly postgresMb: number | null;
  readonly url: string;
  readonly child: ChildProcess;
  readonly postgresPid: number;
}

/** From the command to the first answer, the first time (with the demo catalog) and later, and the memory it then takes. */
await benchmark(async ({ folder, afterwards }) => {
  const taken: { line: string; seconds: number; nodeMb: number | null; postgresMb: number | null }[] = [];
  const loaded: { nodeMb: number | null; postgresMb: number | null }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, program] of Object.entries(PROGRAMS)) {
      const dataDir = join(folder, `${name}-${round}`);
      await mkdir(dataDir);
      for (const line of [`${name}, first start`, `${name}, later start`]) {
        const started = await start(program, dataDir);
        afterwards(() => started.child.kill('SIGKILL'));
        taken.push({ line, ...started });
        if (name === 'Ally' && round === ROUNDS - 1 && line.endsWith('later start')) {
          await load(started.url);
          loaded.push(memoryOf(started.child.pid ?? 0, started.postgresPid));
        }
        started.child.kill('SIGTERM');
        await once(started.child, 'exit');
      }
    }
  }
  const lines = [...new Set(taken.map(({ line }) => line))];
  const middle = (values: readonly (number | null)[], digits: number) => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : rounded(median(known), digits);
  };
  return {
    unit: `npm start without npm, on a build that is up to date; medians of ${ROUNDS}. Memory: resident of Node; of PostgreSQL what its processes share is counted once.`,
    ceiling: 'node -e and the same embedded PostgreSQL, with an empty database.',
    figures: lines.map((line) => {
      const of = taken.filter((each) => each.line === line);
      return {
        name: line,
        seconds: middle(
          of.map(({ seconds }) => seconds),
          2,
        ),
        nodeMb: middle(
          of.map(({ nodeMb }) => nodeMb),
          0,
        ),
        postgresMb: middle(
          of.map(({ postgresMb }) => postgresMb),
          0,
        ),
      };
    }),
    notes: {
      [`node MB after ${LOAD_SECONDS} s of enrollments`]: loaded[0]?.nodeMb ?? 'n/a',
      [`postgres MB after ${LOAD_SECONDS} s of enrollments`]: loaded[0]?.postgresMb ?? 'n/a',
    },
  };
});

/** @param dataDir its folder also tells which PostgreSQL is its own. */
async function start(program: readonly string[], dataDir: string): Promise<Started> {
  const began = performance.now();
  const child = spawn(process.execPath, program, {
    cwd: root,
    env: { ...process.env, ALLY_DATA_DIR: dataDir, PORT: '0', ALLY_RATE_LIMITS: '100000', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    const tooLong = setTimeout(() => reject(new Error('It did not start in time')), STARTED_WITHIN_MS);
    let said = '';
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      const ready = /Ally is ready on (\S+)/.exec(said);
      if (ready === null) return;
      clearTimeout(tooLong);
      resolve(ready[1] ?? '');
    });
    child.on('exit', (code) => reject(new Error(`It ended instead of starting (${code})`)));
  });
  const seconds = (performance.now() - began) / 1000;
  const postgresPid = await postmasterOf(dataDir);
  return { seconds, url, child, postgresPid, ...memoryOf(child.pid ?? 0, postgresPid) };
}

async function postmasterOf(dataDir: string): Promise<number> {
  const found = (await readdir(dataDir, { recursive: true })).find((path) => path.endsWith('postmaster.pid'));
  return found === undefined ? 0 : Number((await readFile(join(dataDir, found), 'utf8')).split('\n')[0]);
}

function memoryOf(node: number, postgres: number) {
  return { nodeMb: residentMb(node), postgresMb: memoryMb(withChildren(postgres)) };
}

/** Enrolls in the demo's sessions until they are full, and asks for them. */
async function load(url: string): Promise<void> {
  const client = new LoadClient(url, CLIENTS);
  const { data: sessions } = (await (await fetch(`${url}/v1/sessions`)).json()) as { data: { id: string }[] };
  let nth = 0;
  await client.load(LOAD_SECONDS, () => {
    const sessionId = sessions[nth++ % sessions.length]?.id;
    const person = { name: 'Bench', email: `bench-${nth}@example.org` };
    return client.post('/v1/enrollments', JSON.stringify({ sessionId, seats: 1, person }), { refusal: 409 });
  });
  client.close();
}
