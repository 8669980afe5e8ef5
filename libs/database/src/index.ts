export { inBuildingTransaction, type Building } from './building-transaction.js';
export { databaseProviders } from './database-providers.js';
export { Database } from './database.js';
export {
  DataFolderInUse,
  DataFolderNotReadable,
  DataFolderNotWritable,
  PostgresUnavailable,
  startEmbeddedPostgres,
  visitEmbeddedPostgres,
} from './embedded-postgres.js';
export { newId } from './id.js';
export { Transaction, type SqlRunner } from './transaction.js';
export { isDatabaseUnavailable } from './unavailable.js';
