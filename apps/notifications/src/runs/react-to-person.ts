import { Controller } from '@nestjs/common';
import { Clock } from '#libs/clock';
import {
  enrollmentConfirmed,
  enrollmentHeld,
  entitlementDownloaded,
  orderPaid,
  type EventOf,
} from '#libs/contracts';
import type { Transaction } from '#libs/database';
import { EventContext, OnEvent } from '#libs/events';
import { JourneyRepository } from '../journeys/journey.repository.js';
import type { JourneyEvent } from '../journeys/journey.js';
import { MessageRepository } from '../messages/message.repository.js';
import { notificationsEvents } from '../notifications-events.js';
import { RecordRun } from './record-run.js';
import { RunRepository } from './run.repository.js';
import { end, onEvent, proceed } from './run.js';

const CONSUMER = 'react-to-person';

/** What a person does ends their runs at a goal, or lets them go on to the next step. */
@Controller()
export class ReactToPerson {
  constructor(
    private readonly runs: RunRepository,
    private readonly journeys: JourneyRepository,
    private readonly messages: MessageRepository,
    private readonly recordRun: RecordRun,
    private readonly clock: Clock,
  ) {}

  @OnEvent(enrollmentHeld, notificationsEvents, CONSUMER)
  async onHeld({ data }: EventOf<typeof enrollmentHeld>, context: EventContext): Promise<void> {
    await this.react('enrollment.enrollment.held', data.personId, context);
  }

  @OnEvent(enrollmentConfirmed, notificationsEvents, CONSUMER)
  async onConfirmed({ data }: EventOf<typeof enrollmentConfirmed>, context: EventContext): Promise<void> {
    await this.react('enrollment.enrollment.confirmed', data.personId, context);
  }

  @OnEvent(orderPaid, notificationsEvents, CONSUMER)
  async onPaid({ data }: EventOf<typeof orderPaid>, context: EventContext): Promise<void> {
    await this.react('payments.order.paid', data.personId, context);
  }

  @OnEvent(entitlementDownloaded, notificationsEvents, CONSUMER)
  async onDownloaded({ data }: EventOf<typeof entitlementDownloaded>, context: EventContext): Promise<void> {
    await this.react('payments.entitlement.downloaded', data.personId, context);
  }

  private async react(event: JourneyEvent, personId: string, { transaction }: EventContext): Promise<void> {
    await this.stopLastMails(event, personId, transaction);
    for (const run of await this.runs.lockWaitingOf(transaction, personId)) {
      const journey = await this.journeys.find(transaction, run.journeyKey, run.journeyVersion);
      if (journey === undefined) throw new Error(`Run ${run.id} is on a journey that is not there`);
      const meaning = onEvent(run, journey, event);
      if (meaning === 'arrive') {
        await this.recordRun.execute(transaction, end(run, 'reached-goal', event), journey);
      } else if (meaning === 'go-on') {
        const next = proceed(run, journey, this.clock.now());
        await this.recordRun.execute(transaction, next.run, journey, next.sends);
      }
    }
  }

  /** A run is over with its last mail, which may still wait to be sent when its person arrives. */
  private async stopLastMails(
    event: JourneyEvent,
    personId: string,
    transaction: Transaction,
  ): Promise<void> {
    for (const mail of await this.messages.queuedAfterRuns(transaction, personId)) {
      const journey = await this.journeys.find(transaction, mail.journeyKey, mail.journeyVersion);
      if (journey?.goals.includes(event) !== true) continue;
      await this.messages.settle(transaction, mail.id, mail.attempts, {
        state: 'skipped',
        reason: 'reached-goal',
      });
    }
  }
}
