import { Module, type DynamicModule } from '@nestjs/common';
import { databaseProviders } from '#libs/database';
import { EVENT_MIGRATIONS, EventConsumer, eventProviders, Relay } from '#libs/events';
import { identityProviders } from '#libs/identity';
import { invariantProviders } from '#libs/invariants';
import { DueWork, jobProviders } from '#libs/jobs';
import { CreateOperatorTables1764005000000, operatorControllers, operatorProviders } from '#libs/operators';
import { enrollmentEvents } from './enrollment-events.js';
import { EnrollmentConfig } from './enrollment.config.js';
import { enrollmentInvariants } from './enrollment.invariants.js';
import { AuthorizedEnrollment } from './enrollments/authorized-enrollment.js';
import { CancelEnrollment, CancelEnrollmentController } from './enrollments/cancel-enrollment.js';
import { EnrollmentAnswers } from './enrollments/enrollment-answers.js';
import { EnrollmentRepository } from './enrollments/enrollment.repository.js';
import { GiveSeats } from './enrollments/give-seats.js';
import { ManageEnrollmentPage } from './enrollments/manage-enrollment.page.js';
import { PlaceEnrollmentController } from './enrollments/place-enrollment/place-enrollment.controller.js';
import { PlaceEnrollment } from './enrollments/place-enrollment/place-enrollment.handler.js';
import { RecordEnrollment } from './enrollments/record-enrollment.js';
import { ShowEnrollment } from './enrollments/show-enrollment.js';
import { TransferEnrollment, TransferEnrollmentController } from './enrollments/transfer-enrollment.js';
import { HoldLimitRepository } from './hold-limits/hold-limit.repository.js';
import { LimitHolds } from './hold-limits/limit-holds.js';
import { NetworkTags } from './hold-limits/network-tags.js';
import { CloseHold } from './holds/close-hold.js';
import { CloseDueHolds } from './holds/close-due-holds.js';
import { ConfirmOnOrderPaid } from './holds/confirm-on-order-paid.js';
import { FreeSeatsOnOrderAbandoned } from './holds/free-seats-on-order-abandoned.js';
import { LiveHoldsRepository } from './holds/live-holds.repository.js';
import { ReportUnansweredClosings } from './holds/report-unanswered-closings.js';
import { WatchHolds } from './holds/watch-holds.js';
import { CreateEnrollment1763920000000 } from './migrations/create-enrollment.js';
import { EditSessions1764004000003 } from './migrations/edit-sessions.js';
import { IndexReportedClosings1764007000001 } from './migrations/index-reported-closings.js';
import { LimitHolds1764008000000 } from './migrations/limit-holds.js';
import { DescribePerson } from './people/describe-person.js';
import { PersonRepository } from './people/person.repository.js';
import { EditSession } from './sessions/edit-session.js';
import { EditSessions } from './sessions/edit-sessions.controller.js';
import { ReleaseSeats } from './sessions/release-seats.js';
import { ScheduleSession } from './sessions/schedule-session.js';
import { SessionWishRepository } from './sessions/session-wish.repository.js';
import { SessionRepository } from './sessions/session.repository.js';
import { ShowSessions } from './sessions/show-sessions.js';
import { KeepWorkshopFacts } from './workshops/keep-workshop-facts.js';
import { WorkshopFactsRepository } from './workshops/workshop-facts.repository.js';

const SERVICE = 'enrollment';
/** What brings the schema to its present form; the command `ally migrate` applies it ahead of a start. */
export const ENROLLMENT_MIGRATIONS = [
  ...EVENT_MIGRATIONS,
  CreateEnrollment1763920000000,
  EditSessions1764004000003,
  CreateOperatorTables1764005000000,
  IndexReportedClosings1764007000001,
  LimitHolds1764008000000,
];

/** Who has a seat. Whoever composes it provides Clock, EventLog and JobBackend. */
@Module({})
export class EnrollmentModule {
  static register(config: EnrollmentConfig): DynamicModule {
    return {
      module: EnrollmentModule,
      controllers: [
        PlaceEnrollmentController,
        ShowEnrollment,
        CancelEnrollmentController,
        TransferEnrollmentController,
        ManageEnrollmentPage,
        ShowSessions,
        EditSessions,
        KeepWorkshopFacts,
        ConfirmOnOrderPaid,
        FreeSeatsOnOrderAbandoned,
        ...operatorControllers(SERVICE, enrollmentEvents),
      ],
      providers: [
        { provide: EnrollmentConfig, useValue: config },
        ...databaseProviders({
          url: config.databaseUrl,
          schema: SERVICE,
          poolSize: 8,
          migrations: ENROLLMENT_MIGRATIONS,
        }),
        ...eventProviders(SERVICE, enrollmentEvents),
        ...identityProviders(config.instanceKey),
        ...jobProviders(SERVICE),
        ...invariantProviders(SERVICE, enrollmentInvariants),
        ...operatorProviders(SERVICE, config.operatorKey),
        SessionRepository,
        ReleaseSeats,
        SessionWishRepository,
        EditSession,
        EnrollmentRepository,
        PersonRepository,
        WorkshopFactsRepository,
        EnrollmentAnswers,
        AuthorizedEnrollment,
        DescribePerson,
        RecordEnrollment,
        HoldLimitRepository,
        NetworkTags,
        LimitHolds,
        PlaceEnrollment,
        GiveSeats,
        CancelEnrollment,
        TransferEnrollment,
        ScheduleSession,
        CloseHold,
        CloseDueHolds,
        ReportUnansweredClosings,
        LiveHoldsRepository,
        WatchHolds,
      ],
      exports: [ScheduleSession, GiveSeats, EventConsumer, Relay, DueWork],
    };
  }
}
