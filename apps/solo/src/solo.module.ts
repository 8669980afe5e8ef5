import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { Clock, TestClock } from '#libs/clock';
import { EventLog } from '#libs/events';
import { FileStore } from '#libs/files';
import { JobBackend } from '#libs/jobs';
import { TestClockController, TimeTravel } from '#libs/time-travel';
import { CatalogModule } from '../../catalog/src/catalog.module.js';
import { EnrollmentModule } from '../../enrollment/src/enrollment.module.js';
import { NotificationsModule } from '../../notifications/src/notifications.module.js';
import { PaymentsModule } from '../../payments/src/payments.module.js';

export interface SoloParts {
  readonly clock: Clock;
  readonly eventLog: EventLog;
  readonly jobBackend: JobBackend;
  readonly fileStore: FileStore;
  readonly databaseUrl: string;
  readonly publicUrl: string;
  readonly instanceKey: Buffer;
  readonly operatorKey: string;
  readonly holdMinutes: number;
}

/** The four services as modules of one process: the same modules that run alone elsewhere. */
export interface SoloServices {
  readonly catalog: DynamicModule;
  readonly enrollment: DynamicModule;
  readonly payments: DynamicModule;
  readonly notifications: DynamicModule;
}

const FOUNDATION = {
  name: 'The Ally demo foundation',
  email: 'hello@foundation.example',
  postalAddress: '1 Example Plaza, Chicago, IL 60601',
};

/** What the services find in the process that runs them. */
@Module({})
class Platform {}

@Module({})
export class SoloModule {
  static compose(parts: SoloParts): { root: DynamicModule; services: SoloServices } {
    const { databaseUrl, publicUrl, instanceKey, operatorKey, holdMinutes } = parts;
    const { name, email } = FOUNDATION;
    const services = {
      catalog: CatalogModule.register({ databaseUrl }),
      enrollment: EnrollmentModule.register({
        databaseUrl,
        publicUrl,
        instanceKey,
        holdMinutes,
        organizer: { name, email },
      }),
      payments: PaymentsModule.register({ databaseUrl, publicUrl, instanceKey, provider: 'sandbox' }),
      notifications: NotificationsModule.register({
        databaseUrl,
        publicUrl,
        instanceKey,
        operatorKey,
        foundation: FOUNDATION,
      }),
    };
    const imports = [platform(parts), ...Object.values(services)];
    return { root: { module: SoloModule, imports, ...testClock(parts.clock) }, services };
  }
}

function platform({ clock, eventLog, jobBackend, fileStore }: SoloParts): DynamicModule {
  const providers: Provider[] = [
    { provide: Clock, useValue: clock },
    { provide: EventLog, useValue: eventLog },
    { provide: JobBackend, useValue: jobBackend },
    { provide: FileStore, useValue: fileStore },
  ];
  return { module: Platform, global: true, providers, exports: [Clock, EventLog, JobBackend, FileStore] };
}

/** The route that moves the clock exists only where the clock can be moved. */
function testClock(clock: Clock): Pick<DynamicModule, 'controllers' | 'providers'> {
  if (!(clock instanceof TestClock)) return {};
  return {
    controllers: [TestClockController],
    providers: [{ provide: TimeTravel, useValue: new TimeTravel(clock) }],
  };
}
