/**
 * `npm run check:containers`: deploy/Caddyfile sends each path to the service that tools/services/routes.ts names, and its
 * own problems say what is documented of all; every documented path goes to the service that documents it; and
 * docker-compose.yml names only programs and settings that there are. Reads the current folder.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { EXACT_ROUTES, ROUTES, SERVICES, routedTo } from './services/routes.js';

interface ApiDocument {
  readonly paths: Record<string, Record<string, { tags: string[] }>>;
  readonly components: { readonly schemas: { readonly Problem: { readonly required: string[] } } };
}

const documented = JSON.parse(readFileSync('docs/api/openapi.json', 'utf8')) as ApiDocument;
const complaints = [
  ...unlikeInCaddyfile(),
  ...problemsNotAsDocumented(),
  ...documentedElsewhere(),
  ...unknownInCompose(),
];
for (const complaint of complaints) console.log(complaint);
process.exitCode = complaints.length === 0 ? 0 : 1;

function unlikeInCaddyfile(): string[] {
  const text = readFileSync('deploy/Caddyfile', 'utf8');
  return SERVICES.flatMap((service) => {
    const block = new RegExp(
      `@${service} {\\n([^}]*)}\\n\\s*handle @${service} {\\s*import service ${service}\\s*}`,
    );
    const found = pathsIn(block.exec(text)?.[1] ?? '');
    const wanted = new Set(pathsOf(service));
    return [
      ...[...wanted]
        .filter((path) => !found.has(path))
        .map((path) => `Caddyfile: ${path} is not sent to ${service}`),
      ...[...found]
        .filter((path) => !wanted.has(path))
        .map((path) => `Caddyfile: ${path} is no path of ${service}`),
    ];
  });
}

function pathsIn(block: string): Set<string> {
  return new Set([...block.matchAll(/^\s*path (.*)$/gm)].flatMap(([, paths = '']) => paths.split(' ')));
}

/** As Caddy writes them. What any service answers, catalog does; a test clock is not for containers. */
function pathsOf(service: string): string[] {
  const isOf = ([, to]: [string, string]) => to === service || (to === 'any' && service === 'catalog');
  return [
    ...Object.entries(ROUTES)
      .filter(isOf)
      .flatMap(([prefix]) => [prefix, `${prefix}/*`]),
    ...Object.entries(EXACT_ROUTES)
      .filter(isOf)
      .map(([path]) => path),
  ];
}

function problemsNotAsDocumented(): string[] {
  const text = readFileSync('deploy/Caddyfile', 'utf8');
  const problems = [...text.matchAll(/respond `({"type":.*})`/g)].map(
    ([, body = '']) => JSON.parse(body) as Record<string, unknown>,
  );
  if (problems.length === 0) return ['Caddyfile: no problems were found in it'];
  return problems.flatMap((problem) =>
    documented.components.schemas.Problem.required
      .filter((field) => !(field in problem))
      .map((field) => `Caddyfile: the problem ${String(problem['code'])} has no ${field}`),
  );
}

function documentedElsewhere(): string[] {
  return Object.entries(documented.paths).flatMap(([path, operations]) => {
    const owners = new Set(Object.values(operations).flatMap(({ tags }) => tags));
    const to = routedTo(path);
    return owners.has('platform') || (to !== undefined && owners.has(to))
      ? []
      : [`tools/services/routes.ts: ${path} is of ${[...owners].join()}, and goes to ${to ?? 'nobody'}`];
  });
}

function unknownInCompose(): string[] {
  const text = readFileSync('docker-compose.yml', 'utf8');
  const programs = [...text.matchAll(/\bdist\/(apps\/\S+)\.js/g)].map(([, program]) => `${program}.ts`);
  const [, ours = ''] = /\n {2}environment: &environment\n((?: {4}.*\n)+)/.exec(text) ?? [];
  const settings = [...ours.matchAll(/^ {4}([A-Z_]+):/gm)].map(([, name = '']) => name);
  if (settings.length === 0) return ['docker-compose.yml: no settings were found in it'];
  const sources = sourceTexts();
  return [
    ...programs
      .filter((program) => !existsSync(program))
      .map((program) => `docker-compose.yml: no ${program}`),
    ...settings
      .filter((name) => !sources.some((source) => source.includes(name)))
      .map((name) => `docker-compose.yml: nobody reads the setting ${name}`),
  ];
}

function sourceTexts(): string[] {
  return ['apps', 'libs'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
  );
}
