export const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', '^#libs/(.*)$': '<rootDir>/libs/$1/src/index.ts' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.ally'],
};
const onPostgres = {
  setupFiles: ['<rootDir>/test/support/documented-answers.ts'],
  globalSetup: './test/support/start-postgres.ts',
  globalTeardown: './test/support/stop-postgres.ts',
};

export default {
  // One more than the two cores that this is meant for: a third of the suite waits for processes and servers.
  maxWorkers: 3,
  // A slow machine is no failure; what hangs is.
  testTimeout: 20_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      roots: ['<rootDir>/apps', '<rootDir>/libs'],
      testMatch: ['**/*.spec.ts'],
      testPathIgnorePatterns: ['\\.int\\.spec\\.ts$', '\\.services\\.spec\\.ts$'],
    },
    {
      ...shared,
      ...onPostgres,
      displayName: 'integration',
      roots: ['<rootDir>/apps', '<rootDir>/libs'],
      testMatch: ['**/*.int.spec.ts'],
    },
    {
      ...shared,
      ...onPostgres,
      displayName: 'journeys',
      roots: ['<rootDir>/test'],
      testMatch: ['**/*.spec.ts'],
      testPathIgnorePatterns: ['\\.services\\.spec\\.ts$'],
    },
  ],
};
