import type { Money, OrderLine } from '#libs/contracts';

/** How long an answer of a provider is waited for, in real time. */
export const ANSWER_WITHIN_MS = 20_000;

/**
 * What a provider is asked to collect. The same key always means the same request, to the letter, and opens one session
 * only.
 */
export interface SessionRequest {
  readonly orderId: string;
  readonly idempotencyKey: string;
  readonly lines: readonly OrderLine[];
  readonly total: Money;
  /** Where the browser goes afterwards. */
  readonly returnUrl: string;
  /**
   * A wish, which a provider may lengthen to what it can do, by this request alone so that a repetition stays the same:
   * what ends a session is closing it. In a repetition it may have passed. Then the provider tells of the session that
   * the key has opened before, or refuses: so there is none, and none that could be paid unnoticed.
   */
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
 * A call that rejects may or may not have happened: only repeating it tells. One that rejects with a `Refusal`, other
 * than `unavailable` or `conflict`, is a definite no: no call with this key has had an effect, and none will have. A call
 * whose `signal` is aborted is no longer waited for.
 */
export abstract class PaymentProvider {
  /** As it stands in `/v1/webhooks/<name>`. */
  abstract readonly name: string;
  abstract openSession(request: SessionRequest, signal: AbortSignal): Promise<OpenedSession>;
  abstract retrieveSession(sessionId: string, signal: AbortSignal): Promise<SessionReport>;
  /** Ends a session so that nothing can be captured any more; one that was captured before stays so and says so. */
  abstract expireSession(
    sessionId: string,
    idempotencyKey: string,
    signal: AbortSignal,
  ): Promise<SessionReport>;
  abstract refund(
    request: Capture & { readonly idempotencyKey: string },
    signal: AbortSignal,
  ): Promise<{ readonly refundId: string }>;
  /** @throws Refusal `webhook-signature-invalid` when the provider has not sent this. */
  abstract parseWebhook(
    rawBody: Buffer,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): ProviderEvent;
}
