import type { Money, OrderLine } from '#libs/contracts';

/** What a provider is asked to collect. The same key always means the same request, and opens one session only. */
export interface SessionRequest {
  readonly orderId: string;
  readonly idempotencyKey: string;
  readonly lines: readonly OrderLine[];
  readonly total: Money;
  /** Where the browser goes afterwards. */
  readonly returnUrl: string;
  readonly expiresAt: Date;
}

export interface OpenedSession {
  readonly sessionId: string;
  readonly payUrl: string;
}

/** Money that was taken. */
export interface Capture {
  readonly captureId: string;
  readonly amount: Money;
}

/** How a session stands at the provider, whatever its webhooks said or did not say. */
export type SessionReport = { readonly declineIds: readonly string[] } & (
  { readonly state: 'open' | 'expired' } | { readonly state: 'captured'; readonly capture: Capture }
);

/** What a webhook tells of an order: ids and amounts, nothing personal. */
export type Outcome =
  | { readonly kind: 'captured'; readonly capture: Capture }
  | { readonly kind: 'declined'; readonly declineId: string };

export interface ProviderEvent {
  readonly eventId: string;
  readonly orderId: string;
  readonly outcome: Outcome;
}

/**
 * The company that takes the money. Every call may be repeated with the same key and then answers as the first time.
 * A call that rejects may or may not have happened: only repeating it tells.
 */
export abstract class PaymentProvider {
  /** As it stands in `/v1/webhooks/<name>`. */
  abstract readonly name: string;
  abstract openSession(request: SessionRequest): Promise<OpenedSession>;
  abstract retrieveSession(sessionId: string): Promise<SessionReport>;
  /** Ends a session so that nothing can be captured any more; one that was captured before stays so and says so. */
  abstract expireSession(sessionId: string, idempotencyKey: string): Promise<SessionReport>;
  abstract refund(
    request: Capture & { readonly idempotencyKey: string },
  ): Promise<{ readonly refundId: string }>;
  /** @throws Refusal `webhook-signature-invalid` when the provider has not sent this. */
  abstract parseWebhook(
    rawBody: Buffer,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): ProviderEvent;
}
