import { describeDueWork } from '../../../test/support/job-contract/describe-due-work.js';
import { openJobBackend } from './open-job-backend.js';

const redisUrl = process.env['TEST_REDIS_URL'];
if (!redisUrl) throw new Error('TEST_REDIS_URL is not set: is this test run by npm run test:services?');

describeDueWork('Redis', (databaseUrl) => openJobBackend({ redisUrl, databaseUrl }));
