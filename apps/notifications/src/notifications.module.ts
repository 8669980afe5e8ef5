import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { databaseProviders } from '#libs/database';
import { EVENT_MIGRATIONS, EventConsumer, eventProviders, Relay } from '#libs/events';
import { identityProviders } from '#libs/identity';
import { invariantProviders } from '#libs/invariants';
import { DueWork, jobProviders } from '#libs/jobs';
import { CreateOperatorTables1764005000000, operatorControllers, operatorProviders } from '#libs/operators';
import { ApiKeyRepository } from './api-keys/api-key.repository.js';
import { IssueApiKey, IssueApiKeyController } from './api-keys/issue-api-key.js';
import { NoteApiKeyUse } from './api-keys/note-api-key-use.js';
import { RevokeApiKey, RevokeApiKeyController } from './api-keys/revoke-api-key.js';
import { ShowApiKeys } from './api-keys/show-api-keys.js';
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
import { TemplatePreviewsController } from './mailbox/template-previews.controller.js';
import { AccountMails } from './mails/account-mails.js';
import { MailComposer } from './mails/compose-mail.js';
import { FollowUpMails } from './mails/follow-up-mails.js';
import { OrderMails } from './mails/order-mails.js';
import { SeatMails } from './mails/seat-mails.js';
import { ClaimDueMessages } from './messages/claim-due-messages.js';
import { MessageRepository } from './messages/message.repository.js';
import { PermissionToSend } from './messages/permission-to-send.js';
import { QueueMessage } from './messages/queue-message.js';
import { SendDueMessages } from './messages/send-due-messages.js';
import { ShowMessages } from './messages/show-messages.js';
import { TellAboutEnrollments } from './messages/tell-about-enrollments.js';
import { TellAboutOrders } from './messages/tell-about-orders.js';
import { WatchMessages } from './messages/watch-messages.js';
import { MailTransport } from './messages/transport/mail-transport.js';
import { MailboxTransport } from './messages/transport/mailbox-transport.js';
import { SmtpTransport } from './messages/transport/smtp-transport.js';
import { CreateApiKeys1764005000001 } from './migrations/create-api-keys.js';
import { CreateNotifications1763930000000 } from './migrations/create-notifications.js';
import { KeepOfferStates1764004000004 } from './migrations/keep-offer-states.js';
import { LetMessagesFail1764003000001 } from './migrations/let-messages-fail.js';
import { TraceMessages1764007000000 } from './migrations/trace-messages.js';
import { LimitUnverifiedMails1764008000001 } from './migrations/limit-unverified-mails.js';
import { notificationsEvents } from './notifications-events.js';
import { NotificationsConfig } from './notifications.config.js';
import { notificationsInvariants } from './notifications.invariants.js';
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
import { AskForSubscription } from './subscriptions/ask-for-subscription.js';
import { ConfirmSubscription, ConfirmSubscriptionController } from './subscriptions/confirm-subscription.js';
import { RequestSubscription, RequestSubscriptionController } from './subscriptions/request-subscription.js';
import { SubscriptionRequestRepository } from './subscriptions/subscription-request.repository.js';
import { SubscriptionRepository } from './subscriptions/subscription.repository.js';
import { TakeSubscriptionRequests } from './subscriptions/take-subscription-requests.js';
import { Unsubscribe, UnsubscribeController } from './subscriptions/unsubscribe.js';
import { UnverifiedMailRepository } from './unverified-mails/unverified-mail.repository.js';

const SERVICE = 'notifications';
/** What brings the schema to its present form; the command `ally migrate` applies it ahead of a start. */
export const NOTIFICATIONS_MIGRATIONS = [
  ...EVENT_MIGRATIONS,
  CreateNotifications1763930000000,
  LetMessagesFail1764003000001,
  CreateOperatorTables1764005000000,
  TraceMessages1764007000000,
  CreateApiKeys1764005000001,
  KeepOfferStates1764004000004,
  LimitUnverifiedMails1764008000001,
];

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
        ...(config.smtp === undefined ? [MailboxController, TemplatePreviewsController] : []),
        KeepFacts,
        KeepPeople,
        StartRunsOnRead,
        ReactToPerson,
        TellAboutEnrollments,
        TellAboutOrders,
        KeepFunnel,
        IssueApiKeyController,
        RevokeApiKeyController,
        ShowApiKeys,
        NoteApiKeyUse,
        ...operatorControllers(SERVICE, notificationsEvents),
      ],
      providers: [
        { provide: NotificationsConfig, useValue: config },
        ...databaseProviders({
          url: config.databaseUrl,
          schema: SERVICE,
          poolSize: 8,
          migrations: NOTIFICATIONS_MIGRATIONS,
        }),
        ...eventProviders(SERVICE, notificationsEvents),
        ...identityProviders(config.instanceKey),
        ...jobProviders(SERVICE),
        ...invariantProviders(SERVICE, notificationsInvariants),
        ...operatorProviders(SERVICE, config.operatorKey),
        mailTransport(config),
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
        FunnelRepository,
        ApiKeyRepository,
        IssueApiKey,
        RevokeApiKey,
        AccountMails,
        FollowUpMails,
        SeatMails,
        OrderMails,
        MailComposer,
        PermissionToSend,
        QueueMessage,
        ClaimDueMessages,
        SendDueMessages,
        WatchMessages,
        UnverifiedMailRepository,
        SubscriptionRequestRepository,
        AskForSubscription,
        RequestSubscription,
        TakeSubscriptionRequests,
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

function mailTransport({ smtp }: NotificationsConfig): Provider {
  if (smtp === undefined) return { provide: MailTransport, useClass: MailboxTransport };
  return {
    provide: MailTransport,
    inject: [Clock],
    useFactory: (clock: Clock) => new SmtpTransport(smtp, clock),
  };
}
