/** Events of a person that a journey may wait for or have as its goal. */
export type JourneyEvent =
  | 'enrollment.enrollment.held'
  | 'enrollment.enrollment.confirmed'
  | 'payments.order.paid'
  | 'payments.entitlement.downloaded';

export type FollowUpTemplate = 'follow-up-workshops' | 'follow-up-courses';

export type Step =
  | { readonly id: string; readonly kind: 'wait'; readonly forMs: number }
  | {
      readonly id: string;
      readonly kind: 'wait-until';
      readonly event: JourneyEvent;
      readonly orForMs: number;
    }
  | { readonly id: string; readonly kind: 'send'; readonly template: FollowUpTemplate };

/** A versioned plan of follow-ups. People on their way keep the version they started with. */
export interface Journey {
  readonly key: string;
  readonly version: number;
  /** The topic of subscription without which none of it is sent. */
  readonly topic: string;
  /** Whoever does one of these has arrived: nothing more is sent. */
  readonly goals: readonly JourneyEvent[];
  readonly steps: readonly Step[];
}
