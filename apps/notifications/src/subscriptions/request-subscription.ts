import { Body, Controller, HttpCode, Injectable, Post } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { notificationsPersonDescribed, subscriptionRequested } from '#libs/contracts';
import { newId, type Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import { Limited } from '#libs/http';
import { KeyRing } from '#libs/identity';
import { Route } from '#libs/openapi';
import { QueueMessage } from '../messages/queue-message.js';
import { PersonRepository } from '../people/person.repository.js';
import { AskForSubscription } from './ask-for-subscription.js';
import { subscriptionWish, type SubscriptionInput } from './subscription-input.js';
import { subscriptionFactsOf } from './subscription-facts.js';
import { SubscriptionRepository } from './subscription.repository.js';
import { afterRequest, waitsForProof, type Subscription } from './subscription.js';

const ONE_MAIL_PER_MS = 10 * 60_000;

/** Asks the owner of an address whether they want to be written to. Nothing else is sent before they have said yes. */
@Injectable()
export class RequestSubscription {
  constructor(
    private readonly people: PersonRepository,
    private readonly subscriptions: SubscriptionRepository,
    private readonly queueMessage: QueueMessage,
    private readonly outbox: Outbox,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  async execute(transaction: Transaction, input: SubscriptionInput): Promise<void> {
    const { email, name } = input;
    const personId = this.keys.personIdOf(email);
    const source = input.via ?? null;
    const request = { topics: [...new Set(input.topics)], readerId: input.readerId ?? null, via: source };
    const existing = await this.subscriptions.lockOf(transaction, personId);
    const subscription: Subscription =
      existing === undefined
        ? { id: newId(), personId, state: 'requested', ...request, wanted: null, epoch: 1, version: 1 }
        : afterRequest(existing, request);
    if (!waitsForProof(subscription)) return;
    // Nor is the wish recorded then: it would end the link of a mail that is on its way, and send no other.
    if (!(await this.queueMessage.mayAsk(transaction, personId, 'subscription-opt-in'))) return;
    if (subscription !== existing)
      await this.record(transaction, subscription, { email, name: name ?? null });
    await this.queueMessage.execute(transaction, {
      personId,
      content: { template: 'subscription-opt-in', subscriptionId: subscription.id },
      cause: `subscription ${subscription.id} ${subscription.epoch} ${this.mailSlot()}`,
    });
  }

  /** Whoever asks again gets another mail, but not for a double click. */
  private mailSlot(): number {
    return Math.floor(this.clock.now().getTime() / ONE_MAIL_PER_MS);
  }

  private async record(
    transaction: Transaction,
    subscription: Subscription,
    { email, name }: { email: string; name: string | null },
  ): Promise<void> {
    const { personId } = subscription;
    const { topics, via: source } = subscription.wanted ?? subscription;
    const person = { personId, email, name };
    if (await this.people.describe(transaction, person)) {
      await this.outbox.append(transaction, notificationsPersonDescribed, person);
    }
    await this.subscriptions.save(transaction, subscription);
    await this.subscriptions.recordConsent(transaction, {
      personId,
      fact: 'requested',
      topics,
      source: `POST /v1/subscriptions via ${source ?? 'nothing'}`,
      at: this.clock.now(),
    });
    await this.outbox.append(transaction, subscriptionRequested, subscriptionFactsOf(subscription));
  }
}

@Controller('v1/subscriptions')
export class RequestSubscriptionController {
  constructor(private readonly askForSubscription: AskForSubscription) {}

  /** 202 with the same answer whoever the address belongs to. */
  @Post()
  @Limited({ perMinute: 30 })
  @HttpCode(202)
  @Route({
    operation: 'requestSubscription',
    summary: 'Asks the owner of an address by mail. The answer is the same whoever the address belongs to.',
    answer: z.object({ state: z.literal('check-your-mail') }),
  })
  async request(@Body({ schema: subscriptionWish }) input: SubscriptionInput) {
    await this.askForSubscription.execute(input);
    return { state: 'check-your-mail' as const };
  }
}
