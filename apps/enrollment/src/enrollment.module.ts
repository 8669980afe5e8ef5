import { Module, type DynamicModule } from '@nestjs/common';
import { databaseProviders } from '#libs/database';
import { CreateEventTables1763900000001, EventConsumer, eventProviders, Relay } from '#libs/events';
import { identityProviders } from '#libs/identity';
import { DueWork, jobProviders } from '#libs/jobs';
import { enrollmentEvents } from './enrollment-events.js';
import { EnrollmentConfig } from './enrollment.config.js';
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
import { CloseHold } from './holds/close-hold.js';
import { CloseDueHolds } from './holds/close-due-holds.js';
import { ConfirmOnOrderPaid } from './holds/confirm-on-order-paid.js';
import { FreeSeatsOnOrderAbandoned } from './holds/free-seats-on-order-abandoned.js';
import { ReportUnansweredClosings } from './holds/report-unanswered-closings.js';
import { CreateEnrollment1763920000000 } from './migrations/create-enrollment.js';
import { PersonRepository } from './people/person.repository.js';
import { ScheduleSession } from './sessions/schedule-session.js';
import { SessionRepository } from './sessions/session.repository.js';
import { ShowSessions } from './sessions/show-sessions.js';
import { KeepWorkshopFacts } from './workshops/keep-workshop-facts.js';
import { WorkshopFactsRepository } from './workshops/workshop-facts.repository.js';

const SERVICE = 'enrollment';

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
        ManageEnrollmentPage,
        ShowSessions,
        KeepWorkshopFacts,
        ConfirmOnOrderPaid,
        FreeSeatsOnOrderAbandoned,
      ],
      providers: [
        { provide: EnrollmentConfig, useValue: config },
        ...databaseProviders({
          url: config.databaseUrl,
          schema: SERVICE,
          poolSize: 8,
          migrations: [CreateEventTables1763900000001, CreateEnrollment1763920000000],
        }),
        ...eventProviders(SERVICE, enrollmentEvents),
        ...identityProviders(config.instanceKey),
        ...jobProviders(SERVICE),
        SessionRepository,
        EnrollmentRepository,
        PersonRepository,
        WorkshopFactsRepository,
        EnrollmentAnswers,
        AuthorizedEnrollment,
        RecordEnrollment,
        PlaceEnrollment,
        GiveSeats,
        CancelEnrollment,
        ScheduleSession,
        CloseHold,
        CloseDueHolds,
        ReportUnansweredClosings,
      ],
      exports: [ScheduleSession, GiveSeats, EventConsumer, Relay, DueWork],
    };
  }
}
