/**
 * Who may import whom: the rules of the architecture. `npm run check:rules-bite` plants a violation of each rule named
 * here and sees it caught, so a rule without a plant fails there.
 */
const test = '\\.spec\\.ts$';
const production = { path: '^(apps|libs)/', pathNot: test };

/** apps/<service>/src/…/<nouns>/<noun>.ts: a file named after its folder, in the singular or as the folder is. */
const nounFile = '^apps/.+/(?:([^/]+)/\\1|([^/]+)s/\\2|([^/]+)es/\\3|([^/]+)ies/\\4y|people/person)\\.ts$';

const npmPackage = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'What goes in a circle cannot be read from one end. Types alone may (they vanish at build).',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-service-imports-another',
      comment:
        'A service learns by events; only apps/solo (to run them) and apps/ally (to look after them) compose several.',
      severity: 'error',
      from: { path: '^apps/(catalog|enrollment|payments|notifications)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libs-never-import-apps',
      comment: 'A lib serves several services and knows none.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'libs-only-by-their-index',
      comment: 'What a lib promises is its index: import #libs/<name>.',
      severity: 'error',
      from: { pathNot: '^libs/' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'libs-enter-each-other-by-index',
      comment: 'Also from another lib: import #libs/<name>.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'contracts-import-zod-only',
      comment: 'What two services agree on depends on nothing that either of them may change.',
      severity: 'error',
      from: { path: '^libs/contracts/', pathNot: test },
      to: { pathNot: ['^libs/contracts/', '^node_modules/zod/'] },
    },
    {
      name: 'noun-files-import-no-package',
      comment: 'A noun (orders/order.ts) is pure: states, transitions, decisions. Types from npm are fine.',
      severity: 'error',
      from: { path: nounFile },
      to: { dependencyTypes: npmPackage, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-events-imports-kafkajs',
      comment: 'Everybody else speaks to the EventLog strategy.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/events/' },
      to: { path: '^node_modules/kafkajs/' },
    },
    {
      name: 'only-jobs-imports-bullmq-and-ioredis',
      comment: 'Everybody else speaks to the JobBackend strategy.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/jobs/' },
      to: { path: '^node_modules/(bullmq|ioredis)/' },
    },
    {
      name: 'production-imports-no-dev-dependency',
      comment: 'An image is built without development dependencies. Types vanish at build and are fine.',
      severity: 'error',
      from: production,
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'production-imports-no-tools',
      comment: 'Only apps and libs are built; tools and benchmarks stay in the repository.',
      severity: 'error',
      from: production,
      to: { path: '^(tools|bench)/' },
    },
    {
      name: 'only-tests-import-tests',
      comment: 'What production code, a tool or a benchmark also needs is no test support: move it.',
      severity: 'error',
      from: { pathNot: ['^test/', test] },
      to: { path: ['^test/', test] },
    },
    {
      name: 'imports-resolve',
      comment: 'A dependency that is not found escapes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'packages-are-listed',
      comment: 'A package that is not in package.json is here by chance.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Sees `import type` too, and tells it apart from an import that stays after the build.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
