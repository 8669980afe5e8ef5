import type { DynamicModule } from '@nestjs/common';
import { isExposed } from '#libs/process';
import { CatalogModule } from '../../catalog/src/catalog.module.js';
import { EnrollmentModule } from '../../enrollment/src/enrollment.module.js';
import { NotificationsModule } from '../../notifications/src/notifications.module.js';
import type { SmtpSettings } from '../../notifications/src/messages/transport/smtp-settings.js';
import { PaymentsModule } from '../../payments/src/payments.module.js';
import { DEMO_FOUNDATION, type Foundation } from './foundation.js';

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
  readonly holdsPerPerson?: number | undefined;
  readonly holdSharePercent?: number | undefined;
  readonly unverifiedMailsPerDay?: number | undefined;
  readonly uploadLimitMb?: number | undefined;
  /** The address that it listens on. */
  readonly host: string;
  /** Undefined: the demo's. */
  readonly foundation?: Foundation;
  /** Undefined: mails go into the mailbox. */
  readonly smtp?: SmtpSettings | undefined;
}

export function soloServices(settings: SoloSettings): SoloServices {
  const { databaseUrl, publicUrl, instanceKey, operatorKey, holdMinutes, host } = settings;
  const { foundation = DEMO_FOUNDATION, smtp } = settings;
  const { name, email } = foundation;
  return {
    catalog: CatalogModule.register({ databaseUrl, operatorKey, uploadLimitMb: settings.uploadLimitMb }),
    enrollment: EnrollmentModule.register({
      databaseUrl,
      publicUrl,
      instanceKey,
      operatorKey,
      holdMinutes,
      holdsPerPerson: settings.holdsPerPerson,
      holdSharePercent: settings.holdSharePercent,
      organizer: { name, email },
    }),
    payments: PaymentsModule.register({
      databaseUrl,
      publicUrl,
      instanceKey,
      operatorKey,
      provider: 'sandbox',
    }),
    notifications: NotificationsModule.register({
      databaseUrl,
      publicUrl,
      instanceKey,
      operatorKey,
      mailboxIsOpen: !isExposed(host, publicUrl),
      unverifiedMailsPerDay: settings.unverifiedMailsPerDay,
      foundation,
      smtp,
    }),
  };
}
