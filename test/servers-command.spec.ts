import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

/** Writes down what it is asked for, and gets no container started. */
const FAILING_DOCKER = `#!/bin/sh
echo "$@" >> asked-of-docker
case "$*" in *' up '*) exit 1 ;; esac
`;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ally-servers-'));
});

afterEach(() => rm(folder, { recursive: true }));

const serversDir = () => join(folder, '.ally-servers');
const askedOfDocker = () => readFileSync(join(folder, 'asked-of-docker'), 'utf8');

async function installDocker(): Promise<void> {
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin/docker'), FAILING_DOCKER);
  await chmod(join(folder, 'bin/docker'), 0o755);
}

/** `npm run servers -- …` in the folder, with no programs but those of its `bin`. */
async function servers(...words: string[]): Promise<{ code: number; said: string }> {
  const child = spawn(
    process.execPath,
    [
      '--conditions=source',
      '--import',
      pathToFileURL(resolve('test/support/run-typescript.mjs')).href,
      resolve('tools/servers/main.ts'),
      ...words,
    ],
    {
      cwd: folder,
      env: { ...process.env, PATH: join(folder, 'bin') },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await once(child, 'close')) as [number];
  return { code, said: (await said).join('') };
}

describe('servers by Docker', () => {
  it('when they could not all be started, then `down` still removes those that were', async () => {
    await installDocker();
    expect((await servers('up', '--docker')).code).toBe(1);
    expect(await servers('down')).toEqual({
      code: 0,
      said: expect.stringContaining('their data is removed'),
    });
    expect(askedOfDocker()).toMatch(/ down --volumes\n$/);
    expect(existsSync(serversDir())).toBe(false);
  });

  it('when there is no Docker, then it says so and leaves nothing', async () => {
    const { code, said } = await servers('up', '--docker');
    expect([code, said]).toEqual([1, expect.stringContaining('There is no docker on PATH')]);
    expect(existsSync(serversDir())).toBe(false);
  });
});

describe('a damaged file of the servers', () => {
  beforeEach(async () => {
    await installDocker();
    await mkdir(serversDir());
    await writeFile(join(serversDir(), 'servers.json'), '{ "docker": true, "postgresUrl": "postgr');
  });

  it.each(['status', 'up'])('when `%s` reads it, then it says in a sentence what to do', async (command) => {
    const { code, said } = await servers(command);
    expect(code).toBe(1);
    expect(said).toMatch(/^The file .+servers\.json is damaged: `npm run servers -- down` removes it.+\n$/);
  });

  it('when `down` reads it, then the servers go all the same', async () => {
    expect(await servers('down')).toEqual({
      code: 0,
      said: expect.stringContaining('their data is removed'),
    });
    expect(askedOfDocker()).toMatch(/ down --volumes\n$/);
    expect(existsSync(serversDir())).toBe(false);
  });
});
