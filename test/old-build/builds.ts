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

const git = (...words: string[]) =>
  execFileSync('git', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/**
 * The commit before what is here: the last one where something is changed since, otherwise the one before it.
 * @returns undefined where git knows none, as in an unpacked archive or a shallow clone.
 */
export function commitBefore(): string | undefined {
  try {
    const isChanged = git('status', '--porcelain') !== '';
    return git('rev-parse', '--verify', '--quiet', isChanged ? 'HEAD' : 'HEAD~1');
  } catch {
    return undefined;
  }
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
