import { describeDueWork } from '../../../test/support/job-contract/describe-due-work.js';
import { PostgresJobBackend } from './postgres-job-backend.js';

describeDueWork('PostgreSQL', (databaseUrl) => new PostgresJobBackend(databaseUrl));
