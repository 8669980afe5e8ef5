/**
 * The folders are what nest-cli.json says, each with its entry file, and no name says nothing (common, utils, …).
 * Reads the current folder.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';

const saysNothing = new Set(['common', 'shared', 'utils', 'util', 'helpers', 'helper']);

const { projects } = JSON.parse(readFileSync('nest-cli.json', 'utf8'));
const folders = ['apps', 'libs'].flatMap((parent) =>
  readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${parent}/${entry.name}`),
);
const named = Object.values(projects).map(({ root }) => root);
const entries = Object.values(projects).map(({ sourceRoot, entryFile }) => `${sourceRoot}/${entryFile}.ts`);
const names = ['apps', 'libs'].flatMap((parent) =>
  readdirSync(parent, { recursive: true }).map((path) => `${parent}/${path}`.replaceAll('\\', '/')),
);

const complaints = [
  ...folders.filter((folder) => !named.includes(folder)).map((folder) => `${folder}: not in nest-cli.json`),
  ...entries
    .filter((entry) => !existsSync(entry))
    .map((entry) => `${entry}: named in nest-cli.json, but not there`),
  ...names
    .filter((path) => saysNothing.has(path.split('/').at(-1).replace(/\.ts$/, '')))
    .map((path) => `${path}: this name says nothing; name it for what it holds`),
];

for (const complaint of complaints) console.log(complaint);
process.exitCode = complaints.length === 0 ? 0 : 1;
