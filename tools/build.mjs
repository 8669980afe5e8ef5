// Builds Ally into dist/: TypeScript by swc, mails by MJML. Does nothing when no source is newer than the last build.
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const stamp = join(dist, '.built');
/** What has been built is moved into place as a whole: a process that starts meanwhile finds no half of it. */
const building = join(dist, `.building-${process.pid}`);
const BUILT_FROM = ['apps', 'libs', 'tools', 'docs/api', 'package.json', 'package-lock.json', '.swcrc'];
const TYPESCRIPT = ['apps', 'libs', 'tools/demo', 'tools/servers', 'tools/services'];

if (!(await isUpToDate())) {
  const begunAt = new Date();
  try {
    const { transformFile } = await import('@swc/core');
    for (const folder of TYPESCRIPT) {
      for (const file of await filesBelow(join(root, folder))) await build(file, transformFile);
    }
    await import('./build-mails.mjs');
    await cp(join(root, 'docs/api'), join(building, 'docs/api'), { recursive: true });
    for (const part of await readdir(building)) await replace(part);
    await writeFile(stamp, '');
    // What was changed during the build may not be in it.
    await utimes(stamp, begunAt, begunAt);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

/** Of several builds at once each puts its own in place, and the last one stays. */
async function replace(part) {
  const place = join(dist, part);
  for (let attempt = 1; ; attempt++) {
    try {
      if (existsSync(place)) await rename(place, join(building, `old-${attempt}-${part}`));
      return await rename(join(building, part), place);
    } catch (error) {
      const isOvertaken = ['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code);
      if (!isOvertaken || attempt === 20) throw error;
    }
  }
}

async function build(file, transformFile) {
  if (/\.(spec\.ts|mjml)$/.test(file)) return;
  const target = join(building, relative(root, file));
  await mkdir(dirname(target), { recursive: true });
  if (!file.endsWith('.ts')) return copyFile(file, target);
  const script = target.replace(/\.ts$/, '.js');
  const { code, map } = await transformFile(file, { sourceMaps: true });
  await writeFile(script, `${code}\n//# sourceMappingURL=${script.slice(dirname(script).length + 1)}.map\n`);
  await writeFile(`${script}.map`, map);
}

async function isUpToDate() {
  if (!existsSync(stamp)) return false;
  const builtAt = (await stat(stamp)).mtimeMs;
  for (const name of BUILT_FROM) if ((await newest(join(root, name))) > builtAt) return false;
  return true;
}

/** When a file, or the newest below a folder, was changed, in milliseconds. */
async function newest(path) {
  const stats = await stat(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const times = await Promise.all((await readdir(path)).map((name) => newest(join(path, name))));
  return Math.max(stats.mtimeMs, ...times);
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
