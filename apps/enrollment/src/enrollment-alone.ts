import type { ServiceAlone } from '#libs/process';
import { EnrollmentConfig } from './enrollment.config.js';
import { EnrollmentModule } from './enrollment.module.js';

/** The service as processes of its own, by the settings of the environment. */
export const enrollmentAlone: ServiceAlone = {
  name: 'enrollment',
  compose: (env) => ({ module: EnrollmentModule.register(EnrollmentConfig.from(env)), demoParts: [] }),
};
