import { shared } from './jest.config.js';

/** What needs real servers beside Node: Kafka, Redis and PostgreSQL, as `npm run servers -- up` starts them. */
export default {
  ...shared,
  displayName: 'services',
  maxWorkers: 2,
  testTimeout: 60_000,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.services.spec.ts'],
};
