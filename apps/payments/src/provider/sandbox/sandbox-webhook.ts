import { z } from 'zod';
import { id, money, Refusal } from '#libs/contracts';
import type { ProviderEvent } from '../payment-provider.js';

/** The body of a webhook as the sandbox writes it. */
const sandboxWebhook = z.object({
  id: z.string().min(1).max(100),
  clientReference: id,
  data: z.discriminatedUnion('type', [
    z.object({ type: z.literal('capture.succeeded'), captureId: z.string(), amount: money }),
    z.object({ type: z.literal('attempt.declined'), declineId: z.string() }),
  ]),
});
export type SandboxWebhookBody = z.infer<typeof sandboxWebhook>;

/** @throws Refusal `webhook-unreadable` for what the sandbox signed but never sends. */
export function readWebhook(rawBody: Buffer): ProviderEvent {
  const parsed = sandboxWebhook.safeParse(jsonOf(rawBody));
  if (!parsed.success) throw new Refusal('invalid', 'webhook-unreadable', 'This is no event of the sandbox.');
  const { id: eventId, clientReference: orderId, data } = parsed.data;
  if (data.type === 'attempt.declined') {
    return { eventId, orderId, outcome: { kind: 'declined', declineId: data.declineId } };
  }
  const { captureId, amount } = data;
  return { eventId, orderId, outcome: { kind: 'captured', capture: { captureId, amount } } };
}

function jsonOf(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString());
  } catch {
    return undefined;
  }
}
