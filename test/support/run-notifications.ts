import type { HttpExposure } from '#libs/http';
import { NotificationsModule } from '../../apps/notifications/src/notifications.module.js';
import { runService, TEST_KEY, TEST_OPERATOR_KEY, type RunningService } from './run-service.js';

/**
 * The notifications service on the first of December 2026, with an open mailbox.
 * @param exposure by default limited as in production.
 */
export async function runNotifications(exposure: HttpExposure = {}): Promise<RunningService> {
  return runService(
    (databaseUrl) =>
      NotificationsModule.register({
        databaseUrl,
        publicUrl: 'http://ally.test',
        instanceKey: TEST_KEY,
        operatorKey: TEST_OPERATOR_KEY,
        mailboxIsOpen: true,
        foundation: { name: 'Wright', email: 'hello@ally.test', postalAddress: '1 Main St, Chicago' },
      }),
    new Date('2026-12-01T12:00:00Z'),
    exposure,
  );
}
