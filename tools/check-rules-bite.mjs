/**
 * Plants one violation of each dependency rule in a small copy of the layout, in a temporary folder, and sees exactly
 * those reported: a rule that no longer bites, or that bites what is allowed, fails here.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Imports that the rules allow: none of these may be reported. */
const allowed = {
  'apps/solo/src/main.ts': [
    '../../catalog/src/catalog.module.js',
    '../../enrollment/src/enrollment.module.js',
  ],
  'apps/catalog/src/catalog.module.ts': ['#libs/contracts', '#libs/events'],
  // Closes the circle that is planted below; a circle is reported once.
  'apps/catalog/src/reads/round.ts': ['./and-round.js'],
  'apps/catalog/src/reads/either-way.ts': ['./or-back.js'],
  'apps/catalog/src/reads/or-back.ts': ['type:./either-way.js'],
  'apps/enrollment/src/enrollment.module.ts': ['./seats/seat.js', '#libs/jobs'],
  'apps/enrollment/src/seats/seat.ts': ['node:crypto', 'type:zod'],
  'apps/enrollment/src/seats/seat.spec.ts': [
    'a-test-runner',
    './seat.js',
    '../../../../test/support/postgres.js',
  ],
  'libs/contracts/src/index.ts': ['zod', './quote.js'],
  'libs/contracts/src/quote.ts': ['zod'],
  'libs/contracts/src/quote.spec.ts': ['a-test-runner', './quote.js'],
  'libs/events/src/index.ts': ['kafkajs', '#libs/contracts', './outbox.js'],
  'libs/events/src/outbox.ts': ['type:a-test-runner'],
  'libs/jobs/src/index.ts': ['bullmq', 'ioredis'],
  'test/support/postgres.ts': ['a-test-runner'],
  'test/journey.spec.ts': ['./support/postgres.js', '#libs/events'],
  'tools/seed.ts': ['a-test-runner'],
};

/** What each rule forbids, as [file, what it imports]: one plant, or several where the rule says several things. */
const planted = {
  'no-cycles': [['apps/catalog/src/reads/and-round.ts', './round.js']],
  'no-service-imports-another': [
    ['apps/payments/src/orders/take-seat.ts', '../../../enrollment/src/enrollment.module.js'],
    ['apps/payments/src/orders/start-all.ts', '../../../solo/src/main.js'],
  ],
  'libs-never-import-apps': [
    ['libs/events/src/ask-catalog.ts', '../../../apps/catalog/src/catalog.module.js'],
  ],
  'libs-only-by-their-index': [
    ['apps/catalog/src/reads/side-door.ts', '../../../../libs/events/src/outbox.js'],
  ],
  'libs-enter-each-other-by-index': [['libs/jobs/src/side-door.ts', '../../events/src/outbox.js']],
  'contracts-import-zod-only': [
    ['libs/contracts/src/on-events.ts', '#libs/events'],
    ['libs/contracts/src/on-a-package.ts', 'a-package'],
    ['libs/contracts/src/on-node.ts', 'node:fs'],
  ],
  'noun-files-import-no-package': [
    ['apps/payments/src/orders/order.ts', 'zod'],
    ['apps/payments/src/library/library.ts', 'zod'],
    ['apps/catalog/src/courses/releases/release.ts', 'zod'],
    ['apps/payments/src/entries/entry.ts', 'zod'],
    ['apps/notifications/src/addresses/address.ts', 'zod'],
    ['apps/notifications/src/people/person.ts', 'zod'],
  ],
  'only-events-imports-kafkajs': [['libs/jobs/src/on-kafka.ts', 'kafkajs']],
  'only-jobs-imports-bullmq-and-ioredis': [
    ['apps/catalog/src/reads/queue.ts', 'bullmq'],
    ['libs/events/src/on-redis.ts', 'ioredis'],
  ],
  'production-imports-no-dev-dependency': [['libs/jobs/src/test-in-production.ts', 'a-test-runner']],
  'production-imports-no-tools': [['apps/solo/src/seed.ts', '../../../tools/seed.js']],
  'only-tests-import-tests': [
    ['apps/solo/src/on-support.ts', '../../../test/support/postgres.js'],
    ['apps/enrollment/src/seats/on-a-spec.ts', './seat.spec.js'],
  ],
  'imports-resolve': [['apps/solo/src/lost.ts', './nowhere.js']],
  'packages-are-listed': [['apps/solo/src/by-chance.ts', 'an-unlisted-package']],
};

const read = 'apps/catalog/src/reads/read';
/** SQL where it may stand, English that begins like SQL, and SQL that is misplaced. */
const texts = [
  { path: `${read}.repository.ts`, text: '`SELECT id FROM reads`' },
  { path: 'apps/catalog/src/migrations/1-first.ts', text: '`CREATE TABLE reads (id uuid)`' },
  { path: 'apps/catalog/src/catalog.invariants.ts', text: '`SELECT id, day AS detail FROM reads`' },
  { path: 'libs/http/src/keys.ts', text: "'insert into keys values ($1)'" },
  { path: `${read}-count.int.spec.ts`, text: '`SELECT count(*) FROM reads`' },
  { path: 'apps/catalog/src/reads/help.ts', text: "'Select a session from the list. Update what you set.'" },
  {
    path: 'apps/catalog/src/reads/list-reads.ts',
    text: '`\n  SELECT id\n  FROM reads WHERE id = ${1}`',
    misplaced: true,
  },
  { path: 'apps/catalog/src/reads/forget.ts', text: "'delete from reads'", misplaced: true },
  { path: 'apps/catalog/src/reads/correct.ts', text: "'UPDATE reads SET seconds = 1'", misplaced: true },
  { path: 'apps/catalog/src/reads/add.ts', text: "'INSERT INTO reads VALUES (1)'", misplaced: true },
  { path: 'libs/contracts/src/latest.ts', text: '`WITH latest AS (SELECT 1) SELECT 1`', misplaced: true },
  {
    path: 'libs/jobs-of-ours/src/table.ts',
    text: "'alter table reads add column depth int'",
    misplaced: true,
  },
];

/** Migrations by their class and a statement of their `up`; those that take something away from a running build. */
const migrations = [
  {
    name: 'AddColour1765000000002',
    sql: 'ALTER TABLE reads ADD COLUMN colour text, ADD depth int NOT NULL DEFAULT 0',
  },
  {
    name: 'MakeHues1765000000003',
    sql: 'CREATE TABLE hues (id uuid); CREATE UNIQUE INDEX of_hue ON hues (id)',
  },
  {
    name: 'WidenReads1765000000004',
    sql: 'ALTER TABLE reads DROP CONSTRAINT a, ADD CONSTRAINT a CHECK (b > 0)',
  },
  { name: 'ContractReads1765000000005', sql: 'ALTER TABLE reads DROP COLUMN seconds' },
  { name: 'FromBefore1764000000000', sql: 'DROP TABLE reads' },
  {
    name: 'KeepTrail1765000000006',
    sql: 'CREATE TRIGGER t BEFORE DELETE OR TRUNCATE ON reads EXECUTE FUNCTION f()',
  },
  { name: 'DropTable1765000000007', sql: 'DROP TABLE reads', takes: true },
  { name: 'DropColumn1765000000008', sql: 'ALTER TABLE reads DROP COLUMN seconds', takes: true },
  {
    name: 'RenameColumn1765000000009',
    sql: 'alter table reads rename column seconds to length',
    takes: true,
  },
  { name: 'NeedColour1765000000010', sql: 'ALTER TABLE reads ADD COLUMN colour text NOT NULL', takes: true },
  { name: 'NeedDepth1765000000011', sql: 'ALTER TABLE reads ALTER COLUMN depth SET NOT NULL', takes: true },
  { name: 'WidenDepth1765000000012', sql: 'ALTER TABLE reads ALTER depth TYPE bigint', takes: true },
  {
    name: 'LimitDepth1765000000013',
    sql: 'ALTER TABLE reads ADD CONSTRAINT d CHECK (depth > 0)',
    takes: true,
  },
  { name: 'OneRead1765000000014', sql: 'CREATE UNIQUE INDEX one_read ON reads (reader)', takes: true },
  { name: 'ForgetReads1765000000015', sql: 'DELETE FROM reads', takes: true },
  { name: 'DropUnnamed1765000000017', sql: 'ALTER TABLE reads DROP seconds', takes: true },
  {
    name: 'NeedPrice1765000000018',
    sql: 'ALTER TABLE reads ADD price numeric(10, 2) NOT NULL',
    takes: true,
  },
  { name: 'MoveReads1765000000019', sql: 'ALTER TABLE reads SET SCHEMA old', takes: true },
  { name: 'LoosenReads1765000000020', sql: 'ALTER TABLE reads ALTER depth DROP NOT NULL' },
  { name: 'DropIndex1765000000021', sql: 'DROP INDEX CONCURRENTLY one_read', takes: true },
  { name: 'DropConstraint1765000000022', sql: 'ALTER TABLE reads DROP CONSTRAINT one_read', takes: true },
  {
    name: 'OtherKey1765000000023',
    sql: 'ALTER TABLE reads DROP CONSTRAINT one_read, ADD CONSTRAINT one_read UNIQUE (reader, day)',
    takes: true,
  },
  { name: 'NoDefault1765000000016', sql: 'ALTER TABLE reads ALTER depth DROP DEFAULT', takes: true },
];
const pathOfMigration = ({ name }) => `apps/catalog/src/migrations/${name}.ts`;

/** nest-cli.json names one service that is there, one that is not, and forgets the rest. */
const nestProjects = {
  solo: { root: 'apps/solo', sourceRoot: 'apps/solo/src', entryFile: 'main' },
  gone: { root: 'apps/gone', sourceRoot: 'apps/gone/src', entryFile: 'main' },
};
const misplacedFolders = [
  'apps/catalog',
  'apps/enrollment',
  'apps/payments',
  'apps/notifications',
  'apps/gone/src/main.ts',
  'libs/contracts',
  'libs/events',
  'libs/http',
  'libs/jobs',
  'libs/jobs-of-ours',
  'libs/common',
  'libs/common/src/utils.ts',
];

const dependencies = ['zod', 'kafkajs', 'bullmq', 'ioredis', 'a-package'];
const devDependencies = ['a-test-runner'];
const repository = resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

function write(folder, path, text) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function importing(from) {
  return from.startsWith('type:') ? `import type * as it from '${from.slice(5)}';` : `import '${from}';`;
}

/** The layout, small, with the real rules and packages that are only names. */
function plant(folder) {
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json'])
    cpSync(join(repository, file), join(folder, file));
  const versions = (names) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const { imports } = require('../package.json');
  write(
    folder,
    'package.json',
    JSON.stringify({
      type: 'module',
      imports,
      dependencies: versions(dependencies),
      devDependencies: versions(devDependencies),
    }),
  );
  for (const name of [...dependencies, ...devDependencies, 'an-unlisted-package']) {
    write(
      folder,
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
    write(folder, `node_modules/${name}/index.js`, '');
  }
  for (const [path, imported] of Object.entries(allowed)) {
    write(folder, path, [...imported.map(importing), 'export {};', ''].join('\n'));
  }
  for (const [path, from] of Object.values(planted).flat())
    write(folder, path, `${importing(from)}\nexport {};\n`);
}

/** Runs a script in the folder and returns what it printed; it has to find something, so exit code 0 is an error. */
function findings(folder, script, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(repository, script), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  if (status === 0 || stderr !== '') throw new Error(`${script} exits with ${status}: ${stderr}`);
  return stdout;
}

/** Each line: a rule (or check), the file, and what the file may not have. */
function reported(folder) {
  const cruised = findings(
    folder,
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'apps',
    'libs',
    'test',
    'tools',
  );
  for (const { path, text } of texts) write(folder, path, `export const text = ${text};\n`);
  for (const migration of migrations)
    write(
      folder,
      pathOfMigration(migration),
      `export class ${migration.name} {
        async up(runner) { await runner.query(\`${migration.sql}\`); }
        async down(runner) { await runner.query('DROP TABLE reads'); }
      }\n`,
    );
  write(folder, 'nest-cli.json', JSON.stringify({ projects: nestProjects }));
  write(folder, 'libs/common/src/utils.ts', 'export {};\n');
  return [
    ...[...cruised.matchAll(/error (\S+: \S+) →/g)].map(([, violation]) => violation),
    ...[...findings(folder, 'tools/check-sql-places.mjs').matchAll(/^(.+):\d+: /gm)].map(
      ([, path]) => `sql: ${path}`,
    ),
    ...[...findings(folder, 'tools/check-layout.mjs').matchAll(/^(.+): /gm)].map(
      ([, path]) => `layout: ${path}`,
    ),
    ...[...findings(folder, 'tools/check-migrations.mjs').matchAll(/^(.+?): /gm)].map(
      ([, path]) => `migration: ${path}`,
    ),
  ];
}

const expected = [
  ...Object.entries(planted).flatMap(([rule, files]) => files.map(([path]) => `${rule}: ${path}`)),
  ...texts.filter(({ misplaced }) => misplaced).map(({ path }) => `sql: ${path}`),
  ...migrations.filter(({ takes }) => takes).map((migration) => `migration: ${pathOfMigration(migration)}`),
  ...misplacedFolders.map((path) => `layout: ${path}`),
];
const unplanted = require('../.dependency-cruiser.cjs')
  .forbidden.map(({ name }) => name)
  .filter((name) => !(name in planted));

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ally-rules-')));
try {
  plant(folder);
  const found = reported(folder);
  const complaints = [
    ...unplanted.map((rule) => `no violation is planted for the rule ${rule}`),
    ...expected.filter((one) => !found.includes(one)).map((one) => `planted, but not caught: ${one}`),
    ...found.filter((one) => !expected.includes(one)).map((one) => `caught, but allowed: ${one}`),
  ];
  for (const complaint of complaints) console.log(complaint);
  if (complaints.length === 0) console.log(`${expected.length} planted violations, each caught by its rule`);
  process.exitCode = complaints.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
