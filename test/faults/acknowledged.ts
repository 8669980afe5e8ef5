/** Something that a client was told: it has to be true for ever after. */
export interface Acknowledgements {
  enrollments: { id: string; key: string; sessionId: string; seats: number; email: string };
  /** A hold or a free seat that was let go; one that is being paid may be confirmed all the same. */
  cancellations: { enrollmentId: string };
  orders: { orderId: string; enrollmentId: string | null; amount: number };
  declines: { orderId: string };
  payments: { orderId: string; amount: number };
  /** `slots`: in how many spans of ten minutes it was asked for; each may bring one mail. */
  subscriptions: { email: string; slots: number };
  confirmations: { email: string };
  signInLinks: { email: string };
  signIns: { email: string };
  downloads: { key: string; fileId: string };
  /** A file that has come over whole, in however many pieces. */
  transfers: { fileId: string; bytes: number; sha256: string };
  reads: { readerId: string; articleId: string };
}

/** What was sent, answered or not: each may have happened, once. */
export interface Wishes {
  enrollments: { key: string; email: string };
  checkouts: { key: string; email: string };
  signInLinks: { email: string };
}

type Lists<Kinds> = { [Kind in keyof Kinds]: Kinds[Kind][] };

/** How a request failed: nobody answered it, or not just now; undefined when it was answered for good. */
export type Failure = string | undefined;

/** What the clients know, in the memory of a process that nobody kills. */
export class WhatClientsKnow {
  readonly acknowledged: Lists<Acknowledgements> = {
    enrollments: [],
    cancellations: [],
    orders: [],
    declines: [],
    payments: [],
    subscriptions: [],
    confirmations: [],
    signInLinks: [],
    signIns: [],
    downloads: [],
    transfers: [],
    reads: [],
  };
  readonly wishes: Lists<Wishes> = { enrollments: [], checkouts: [], signInLinks: [] };
  /** Answers that cannot be true together, as a person would say it. */
  readonly contradictions: string[] = [];
  /** What was not answered, or by a server's error, and how often. */
  readonly failures = new Map<string, number>();
  /** What else is worth a number. */
  readonly notes = new Map<string, number>();
  acknowledgedCount = 0;
  private readonly watches = new Set<Promise<Failure>[]>();

  acknowledge<Kind extends keyof Acknowledgements>(kind: Kind, fact: Acknowledgements[Kind]): void {
    this.acknowledged[kind].push(fact);
    this.acknowledgedCount++;
  }

  wish<Kind extends keyof Wishes>(kind: Kind, wish: Wishes[Kind]): void {
    this.wishes[kind].push(wish);
  }

  failed(how: string): void {
    this.failures.set(how, (this.failures.get(how) ?? 0) + 1);
  }

  /** Notes a request, each repetition as well, at the moment when it is sent. Resolves once it is answered, or has failed. */
  async sent(outcome: Promise<Failure>): Promise<void> {
    for (const watch of this.watches) watch.push(outcome);
    const failure = await outcome;
    if (failure !== undefined) this.failed(failure);
  }

  /**
   * Watches the requests that are sent from now on.
   * @returns a function that ends this: it resolves with what became of each, once all of them are answered or have failed.
   */
  watchRequests(): () => Promise<Failure[]> {
    const watch: Promise<Failure>[] = [];
    this.watches.add(watch);
    return () => {
      this.watches.delete(watch);
      return Promise.all(watch);
    };
  }

  note(what: string, count: number): void {
    this.notes.set(what, (this.notes.get(what) ?? 0) + count);
  }
}
