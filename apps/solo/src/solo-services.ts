import type { DynamicModule } from '@nestjs/common';
import { isExposed } from '#libs/process';
import { CatalogModule } from '../../catalog/src/catalog.module.js';
import { EnrollmentModule } from '../../enrollment/src/enrollment.module.js';
import { NotificationsModule } from '../../notifications/src/notifications.module.js';
import { PaymentsModule } from '../../payments/src/payments.module.js';

/** The four services as modules of one process: the same modules that run alone elsewhere. */
export interface SoloServices {
  readonly catalog: DynamicModule;
  readonly enrollment: DynamicModule;
  readonly payments: DynamicModule;
  readonly notifications: DynamicModule;
}

export interface SoloSettings {
  readonly databaseUrl: string;
  readonly publicUrl: string;
  readonly instanceKey: Buffer;
  readonly operatorKey: string;
  readonly holdMinutes: number;
  /** The address that it listens on. */
  readonly host: string;
}

const FOUNDATION = {
  name: 'The Ally demo foundation',
  email: 'hello@foundation.example',
  postalAddress: '1 Example Plaza, Chicago, IL 60601',
};

export function soloServices(settings: SoloSettings): SoloServices {
  const { databaseUrl, publicUrl, instanceKey, operatorKey, holdMinutes, host } = settings;
  const { name, email } = FOUNDATION;
  return {
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
      mailboxIsOpen: !isExposed(host, publicUrl),
      foundation: FOUNDATION,
    }),
  };
}
