import { Module, type DynamicModule } from '@nestjs/common';
import { databaseProviders } from '#libs/database';
import { EVENT_MIGRATIONS, EventConsumer, eventProviders, Relay } from '#libs/events';
import { identityProviders } from '#libs/identity';
import { invariantProviders } from '#libs/invariants';
import { DueWork, jobProviders } from '#libs/jobs';
import { CreateOperatorTables1764005000000, operatorControllers, operatorProviders } from '#libs/operators';
import { CourseFactsRepository } from './courses/course-facts.repository.js';
import { KeepCourseFacts } from './courses/keep-course-facts.js';
import { DownloadRepository } from './downloads/download.repository.js';
import { RecordDownload } from './downloads/record-download.js';
import { SendDownloadController } from './downloads/send-download.js';
import { StartDownloadController } from './downloads/start-download.js';
import { EntitlementRepository } from './entitlements/entitlement.repository.js';
import { GrantEntitlements } from './entitlements/grant-entitlements.js';
import { ShowLibraryController } from './entitlements/show-library.js';
import { Library } from './entitlements/library.js';
import { CreateEntitlements1763910000001 } from './migrations/create-entitlements.js';
import { CreateOrders1763910000000 } from './migrations/create-orders.js';
import { CreateSandbox1763910000002 } from './migrations/create-sandbox.js';
import { WithdrawCourses1764004000005 } from './migrations/withdraw-courses.js';
import { AskSilentSessions } from './orders/ask-silent-sessions.js';
import { AttemptRepository } from './orders/attempt.repository.js';
import { CheckoutWishRepository } from './orders/checkout/checkout-wish.repository.js';
import { CheckoutController } from './orders/checkout/checkout.controller.js';
import { CheckoutCourses } from './orders/checkout/checkout-courses.js';
import { CheckoutQuote } from './orders/checkout/checkout-quote.js';
import { OpenOrder } from './orders/checkout/open-order.js';
import { CloseOrderOnEnrollmentClosing } from './orders/close-order-on-enrollment-closing.js';
import { CloseOrder } from './orders/close-order.js';
import { CloseSession } from './orders/close-session.js';
import { CloseUnpaidOrders } from './orders/close-unpaid-orders.js';
import { OpenSession } from './orders/open-session.js';
import { OrderRepository } from './orders/order.repository.js';
import { RecordOutcome } from './orders/record-outcome.js';
import { ShowOrderController } from './orders/show-order.js';
import { paymentsEvents } from './payments-events.js';
import { PaymentsConfig } from './payments.config.js';
import { paymentsInvariants } from './payments.invariants.js';
import { DescribePerson } from './people/describe-person.js';
import { LinkOrSession } from './people/link-or-session.js';
import { PersonRepository } from './people/person.repository.js';
import { ProviderCallRepository } from './provider-calls/provider-call.repository.js';
import { CallsToProvider } from './provider-calls/calls-to-provider.js';
import { SettleProviderCalls } from './provider-calls/settle-provider-calls.js';
import { ApplyProviderEvents } from './provider-events/apply-provider-events.js';
import { ProviderEventRepository } from './provider-events/provider-event.repository.js';
import { ReceiveWebhookController } from './provider-events/receive-webhook.js';
import { paymentProviders } from './provider/payment-providers.js';
import { RefundCapture } from './refunds/refund-capture.js';
import { RefundRepository } from './refunds/refund.repository.js';
import { RequestRefund } from './refunds/request-refund.js';

const SERVICE = 'payments';
/** What brings the schema to its present form; the command `ally migrate` applies it ahead of a start. */
export const PAYMENTS_MIGRATIONS = [
  ...EVENT_MIGRATIONS,
  CreateOrders1763910000000,
  CreateEntitlements1763910000001,
  CreateSandbox1763910000002,
  WithdrawCourses1764004000005,
  CreateOperatorTables1764005000000,
];

/** Orders, payments, entitlements and downloads. Wants `Clock`, `EventLog`, `JobBackend` and `FileStore` from the process. */
@Module({})
export class PaymentsModule {
  static register(config: PaymentsConfig): DynamicModule {
    const { databaseUrl: url, instanceKey, operatorKey } = config;
    const provider = paymentProviders(config);
    return {
      module: PaymentsModule,
      controllers: [
        CheckoutController,
        ShowOrderController,
        ReceiveWebhookController,
        ShowLibraryController,
        StartDownloadController,
        SendDownloadController,
        CloseOrderOnEnrollmentClosing,
        KeepCourseFacts,
        ...provider.controllers,
        ...operatorControllers(SERVICE, paymentsEvents),
      ],
      providers: [
        { provide: PaymentsConfig, useValue: config },
        ...databaseProviders({ url, schema: SERVICE, poolSize: 8, migrations: PAYMENTS_MIGRATIONS }),
        ...eventProviders(SERVICE, paymentsEvents),
        ...identityProviders(instanceKey),
        ...jobProviders(SERVICE),
        ...invariantProviders(SERVICE, paymentsInvariants),
        ...operatorProviders(SERVICE, operatorKey),
        ...provider.providers,
        OrderRepository,
        CheckoutWishRepository,
        AttemptRepository,
        RefundRepository,
        EntitlementRepository,
        DownloadRepository,
        CourseFactsRepository,
        PersonRepository,
        ProviderCallRepository,
        ProviderEventRepository,
        CallsToProvider,
        OpenOrder,
        OpenSession,
        CloseOrder,
        CloseSession,
        CheckoutQuote,
        CheckoutCourses,
        DescribePerson,
        LinkOrSession,
        RecordOutcome,
        RequestRefund,
        RefundCapture,
        GrantEntitlements,
        Library,
        RecordDownload,
        SettleProviderCalls,
        ApplyProviderEvents,
        AskSilentSessions,
        CloseUnpaidOrders,
      ],
      exports: [EventConsumer, Relay, DueWork],
    };
  }
}
