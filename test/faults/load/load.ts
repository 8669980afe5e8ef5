import { setTimeout as pause } from 'node:timers/promises';
import type { WhatClientsKnow } from '../acknowledged.js';
import type { Randomness } from '../randomness.js';
import { buyACourse } from './buy-a-course.js';
import { GivenUp, PatientClient } from './patient-client.js';
import { readAndSubscribe } from './read-and-subscribe.js';
import { takeAFreeSeat, takeAPricedSeat } from './take-a-seat.js';
import type { Offers, Visit } from './visit.js';

const stories = [takeAFreeSeat, takeAPricedSeat, buyACourse, readAndSubscribe];

export interface LoadOptions {
  /** How many come at a time. */
  readonly clients: number;
  /** How long each waits for an answer, crash or not. */
  readonly patienceMs: number;
  /** In bytes. */
  readonly largestFile: number;
}

/** People who come one after the other, some at a time, until it is enough. */
export class Load {
  private readonly clients: Promise<void>[];
  private readonly besides = new Set<Promise<void>>();
  private readonly enough = new AbortController();
  private people = 0;

  constructor(
    url: string,
    private readonly known: WhatClientsKnow,
    private readonly offers: Offers,
    random: Randomness,
    private readonly options: LoadOptions,
  ) {
    const client = new PatientClient(url, known, () => options.patienceMs);
    this.clients = Array.from({ length: options.clients }, () => this.comeAndGo(client, random.fork()));
  }

  /** Lets everybody finish what they have begun. */
  async end(): Promise<void> {
    this.enough.abort();
    await Promise.all(this.clients);
    await Promise.all(this.besides);
  }

  private async comeAndGo(client: PatientClient, random: Randomness): Promise<void> {
    while (!this.enough.signal.aborted) await this.visit(client, random);
  }

  private async visit(client: PatientClient, random: Randomness): Promise<void> {
    const email = `person-${++this.people}@faults.example.org`;
    const visit: Visit = {
      client,
      random,
      person: { name: 'Somebody', email },
      offers: this.offers,
      largestFile: this.options.largestFile,
      waitUntil: (instant) => this.waitUntil(instant),
      besides: (work) => {
        const ongoing = this.kept(work).finally(() => this.besides.delete(ongoing));
        this.besides.add(ongoing);
      },
    };
    await this.kept(() => random.weighted(stories).play(visit));
  }

  /** Whoever has lost their patience has gone; what else goes wrong is ours, and is told at the end. */
  private async kept(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof GivenUp) this.known.failed(`given up: ${error.message}`);
      else this.known.contradictions.push(`a client failed: ${String(error)}`);
    }
  }

  private async waitUntil(instant: Date): Promise<void> {
    const { signal } = this.enough;
    while (!signal.aborted && new Date() < instant)
      await pause(Math.min(1_000, Math.max(1, instant.getTime() - Date.now())));
  }
}
