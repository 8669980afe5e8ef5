import { Module, type DynamicModule } from '@nestjs/common';
import { databaseProviders } from '#libs/database';
import { CreateEventTables1763900000001, EventConsumer, eventProviders, Relay } from '#libs/events';
import { OPERATOR_KEY, OperatorGuard } from '#libs/http';
import { identityProviders } from '#libs/identity';
import { DueWork, jobProviders } from '#libs/jobs';
import { ArticleBehind } from './facts/article-behind.js';
import { FactsRepository } from './facts/facts.repository.js';
import { KeepFacts } from './facts/keep-facts.js';
import { FunnelRepository } from './funnels/funnel.repository.js';
import { KeepFunnel } from './funnels/keep-funnel.js';
import { ShowFunnels } from './funnels/show-funnels.js';
import { JourneyRepository } from './journeys/journey.repository.js';
import { PublishShippedJourneys } from './journeys/publish-shipped-journeys.js';
import { MailboxController } from './mailbox/mailbox.controller.js';
import { MailboxRepository } from './mailbox/mailbox.repository.js';
import { AccountMails } from './mails/account-mails.js';
import { MailComposer } from './mails/compose-mail.js';
import { FollowUpMails } from './mails/follow-up-mails.js';
import { OrderMails } from './mails/order-mails.js';
import { SeatMails } from './mails/seat-mails.js';
import { MessageRepository } from './messages/message.repository.js';
import { PermissionToSend } from './messages/permission-to-send.js';
import { QueueMessage } from './messages/queue-message.js';
import { SendDueMessages } from './messages/send-due-messages.js';
import { ShowMessages } from './messages/show-messages.js';
import { TellAboutEnrollments } from './messages/tell-about-enrollments.js';
import { TellAboutOrders } from './messages/tell-about-orders.js';
import { MailTransport } from './messages/transport/mail-transport.js';
import { MailboxTransport } from './messages/transport/mailbox-transport.js';
import { CreateNotifications1763930000000 } from './migrations/create-notifications.js';
import { notificationsEvents } from './notifications-events.js';
import { NotificationsConfig } from './notifications.config.js';
import { KeepPeople } from './people/keep-people.js';
import { PersonRepository } from './people/person.repository.js';
import { ReadRepository } from './reads/read.repository.js';
import { AdvanceDueRuns } from './runs/advance-due-runs.js';
import { EndRuns } from './runs/end-runs.js';
import { ReactToPerson } from './runs/react-to-person.js';
import { RecordRun } from './runs/record-run.js';
import { RunRepository } from './runs/run.repository.js';
import { StartRuns, StartRunsOnRead } from './runs/start-runs.js';
import { RequestSignInLink, RequestSignInLinkController } from './sign-ins/request-sign-in-link.js';
import { SignPersonIn, SignInController } from './sign-ins/sign-person-in.js';
import { SignInCodes } from './sign-ins/sign-in-codes.js';
import { SignInRepository } from './sign-ins/sign-in.repository.js';
import { ConfirmSubscription, ConfirmSubscriptionController } from './subscriptions/confirm-subscription.js';
import { RequestSubscription, RequestSubscriptionController } from './subscriptions/request-subscription.js';
import { SubscriptionRepository } from './subscriptions/subscription.repository.js';
import { Unsubscribe, UnsubscribeController } from './subscriptions/unsubscribe.js';

const SERVICE = 'notifications';

/** What was sent, and who may be written to. Whoever composes it provides Clock, EventLog and JobBackend. */
@Module({})
export class NotificationsModule {
  static register(config: NotificationsConfig): DynamicModule {
    return {
      module: NotificationsModule,
      controllers: [
        RequestSubscriptionController,
        ConfirmSubscriptionController,
        UnsubscribeController,
        RequestSignInLinkController,
        SignInController,
        ShowMessages,
        ShowFunnels,
        MailboxController,
        KeepFacts,
        KeepPeople,
        StartRunsOnRead,
        ReactToPerson,
        TellAboutEnrollments,
        TellAboutOrders,
        KeepFunnel,
      ],
      providers: [
        { provide: NotificationsConfig, useValue: config },
        { provide: OPERATOR_KEY, useValue: config.operatorKey },
        ...databaseProviders({
          url: config.databaseUrl,
          schema: SERVICE,
          poolSize: 8,
          migrations: [CreateEventTables1763900000001, CreateNotifications1763930000000],
        }),
        ...eventProviders(SERVICE, notificationsEvents),
        ...identityProviders(config.instanceKey),
        ...jobProviders(SERVICE),
        { provide: MailTransport, useClass: MailboxTransport },
        FactsRepository,
        ArticleBehind,
        PersonRepository,
        SubscriptionRepository,
        SignInRepository,
        SignInCodes,
        ReadRepository,
        JourneyRepository,
        RunRepository,
        MessageRepository,
        MailboxRepository,
        OperatorGuard,
        FunnelRepository,
        AccountMails,
        FollowUpMails,
        SeatMails,
        OrderMails,
        MailComposer,
        PermissionToSend,
        QueueMessage,
        SendDueMessages,
        RequestSubscription,
        ConfirmSubscription,
        Unsubscribe,
        RequestSignInLink,
        SignPersonIn,
        PublishShippedJourneys,
        RecordRun,
        StartRuns,
        EndRuns,
        AdvanceDueRuns,
      ],
      exports: [EventConsumer, Relay, DueWork],
    };
  }
}
