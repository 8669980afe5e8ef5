import { z } from 'zod';
import { defineEvent } from './event-definition.js';
import { id, via } from './primitives.js';

const subscriptionFact = (fact: string) =>
  defineEvent({
    type: `notifications.subscription.${fact}`,
    topic: 'notifications.subscription.v1',
    key: 'subscriptionId',
    data: {
      subscriptionId: id,
      version: z.int(),
      personId: id,
      topics: z.array(z.string()),
      readerId: id.nullable(),
      via: via.nullable(),
    },
  });
export const subscriptionRequested = subscriptionFact('requested');
export const subscriptionConfirmed = subscriptionFact('confirmed');
export const subscriptionEnded = subscriptionFact('ended');

export const messageSent = defineEvent({
  type: 'notifications.message.sent',
  topic: 'notifications.message.v1',
  key: 'messageId',
  data: { messageId: id, personId: id, template: z.string(), runId: id.nullable() },
});

const runFact = <Shape extends z.ZodRawShape>(fact: string, more: Shape) =>
  defineEvent({
    type: `notifications.run.${fact}`,
    topic: 'notifications.run.v1',
    key: 'runId',
    data: {
      runId: id,
      version: z.int(),
      journeyKey: z.string(),
      journeyVersion: z.int(),
      personId: id,
      ...more,
    },
  });
export const runStarted = runFact('started', {});
export const runCompleted = runFact('completed', {});
export const runReachedGoal = runFact('reached-goal', { goal: z.string() });
export const runExited = runFact('exited', { reason: z.string() });
