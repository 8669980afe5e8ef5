export { DueWork, type Sweep } from './due-work.js';
export { earliest } from './earliest.js';
export { JobBackend } from './job-backend.js';
export { jobProviders } from './job-providers.js';
export { openJobBackend } from './open-job-backend.js';
export { PostgresJobBackend } from './postgres-job-backend.js';
