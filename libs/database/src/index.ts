export { databaseProviders } from './database-providers.js';
export { Database, type DatabaseOptions } from './database.js';
export {
  DataFolderInUse,
  DataFolderNotWritable,
  PostgresUnavailable,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from './embedded-postgres.js';
export { newId } from './id.js';
export { Transaction, type SqlRunner, type SqlValue } from './transaction.js';
export { isDatabaseUnavailable } from './unavailable.js';
