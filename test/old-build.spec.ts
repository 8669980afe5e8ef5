import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commitBefore } from './old-build/builds.js';

/** `npm test` asks for Node alone; a checkout comes by git. */
const whereThereIsGit = spawnSync('git', ['--version']).status === 0 ? describe : describe.skip;

whereThereIsGit('the commit whose build is the old one', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ally-checkouts-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const git = (cwd: string, ...words: string[]) => {
    const who = ['-c', 'user.name=Probe', '-c', 'user.email=probe@example.org', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...who, ...words], { cwd, encoding: 'utf8', stdio: 'pipe' }).trim();
  };

  /** A checkout of so many commits, each of which has changed `file`. */
  async function checkout(name: string, commits: number): Promise<string> {
    const path = join(folder, name);
    git(folder, 'init', '--quiet', name);
    for (let nth = 1; nth <= commits; nth++) {
      await writeFile(join(path, 'file'), `${nth}`);
      git(path, 'add', 'file');
      git(path, 'commit', '--quiet', '--message', `${nth}`);
    }
    return path;
  }

  it('when nothing is changed but files that git does not know, then it is the one before the last', async () => {
    const path = await checkout('unchanged', 2);
    expect(commitBefore(path)).toEqual({ commit: git(path, 'rev-parse', 'HEAD~1') });
    await writeFile(join(path, 'left-behind-by-a-run'), '');
    expect(commitBefore(path)).toEqual({ commit: git(path, 'rev-parse', 'HEAD~1') });
  });

  it('when a file is changed since, then it is the last one', async () => {
    const path = await checkout('changed', 2);
    await writeFile(join(path, 'file'), 'changed');
    expect(commitBefore(path)).toEqual({ commit: git(path, 'rev-parse', 'HEAD') });
  });

  it('when there is none, then it is told whether it was never made or has not come along', async () => {
    expect(commitBefore(folder)).toMatchObject({ missing: 'never-made', why: 'this is no git checkout' });
    const first = await checkout('first', 1);
    expect(commitBefore(first)).toMatchObject({ missing: 'never-made', why: 'this is the first commit' });
    const whole = await checkout('whole', 2);
    git(folder, 'clone', '--quiet', '--depth=1', `file://${whole}`, 'shallow');
    expect(commitBefore(join(folder, 'shallow'))).toMatchObject({ missing: 'left-behind' });
  });

  it('when git cannot read the checkout, then that is no checkout without a past', async () => {
    const path = await checkout('broken', 2);
    await rm(join(path, '.git', 'HEAD'));
    expect(() => commitBefore(path)).toThrow('git status --porcelain --untracked-files=no failed');
  });
});
