import type { Provider } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { DueWork } from './due-work.js';
import { JobBackend } from './job-backend.js';

/** What a service module needs to have its due rows looked after. */
export function jobProviders(service: string): Provider[] {
  return [
    {
      provide: DueWork,
      inject: [Clock, JobBackend],
      useFactory: (clock: Clock, backend: JobBackend) => new DueWork(service, clock, backend),
    },
  ];
}
