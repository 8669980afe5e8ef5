import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/** A built checkout. */
export interface Build {
  /** `this build`, or `the build of <commit>`. */
  readonly name: string;
  readonly folder: string;
}

/** The commit before what is here, or why there is none: it was never made, or it has not come along. */
export type CommitBefore =
  { readonly commit: string } | { readonly missing: 'never-made' | 'left-behind'; readonly why: string };

/**
 * The last commit where a file of it is changed since, otherwise the one before it. Files that git does not know, such as
 * what a run leaves behind, are no change: with them alone the last commit would be held against itself.
 * @throws Error with what git says when there is a checkout and git cannot read it.
 */
export function commitBefore(folder: string): CommitBefore {
  if (!existsSync(join(folder, '.git'))) return { missing: 'never-made', why: 'this is no git checkout' };
  const isChanged = git(folder, 'status', '--porcelain', '--untracked-files=no').said !== '';
  const before = git(folder, 'rev-parse', '--verify', '--quiet', isChanged ? 'HEAD' : 'HEAD~1');
  if (before.isFound) return { commit: before.said };
  return git(folder, 'rev-parse', '--is-shallow-repository').said === 'true'
    ? { missing: 'left-behind', why: 'this clone is shallow; git fetch --deepen=1 brings the commit before' }
    : { missing: 'never-made', why: 'this is the first commit' };
}

/** 1 is how `rev-parse --quiet` says that there is no such commit. */
function git(folder: string, ...words: string[]): { isFound: boolean; said: string } {
  const { status, stdout, stderr, error } = spawnSync('git', words, { cwd: folder, encoding: 'utf8' });
  if (status === 0 || status === 1) return { isFound: status === 0, said: stdout.trim() };
  throw new Error(`git ${words.join(' ')} failed: ${error?.message ?? stderr}`, { cause: error });
}

/**
 * Builds a commit in a folder that is not there yet, with the packages that are installed here.
 * @throws Error when it cannot be built.
 */
export async function buildOf(commit: string, folder: string): Promise<Build> {
  await mkdir(folder, { recursive: true });
  const archive = execFileSync('git', ['archive', commit], { maxBuffer: 1 << 30 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  await symlink(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'), 'junction');
  const built = spawnSync(process.execPath, ['tools/build.mjs'], { cwd: folder, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`Commit ${commit} could not be built:\n${built.stderr}`);
  return { name: `the build of ${commit.slice(0, 10)}`, folder };
}

/** The programs of a service: one for HTTP and one for the rest, or, of older builds, one for all. */
export function programsOf({ folder }: Build, service: string): string[] {
  return ['main', 'worker']
    .map((name) => join(folder, `dist/apps/${service}/src/${name}.js`))
    .filter((file) => existsSync(file));
}
