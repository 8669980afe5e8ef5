import { serveAlone } from '#libs/process';
import { EnrollmentConfig } from './enrollment.config.js';
import { EnrollmentModule } from './enrollment.module.js';

await serveAlone(EnrollmentModule.register(EnrollmentConfig.from(process.env)), process.env);
