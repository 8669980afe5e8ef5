import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { runEnrollment, type RunningEnrollment } from '../../../../test/support/run-enrollment.js';

describe('the metrics of the enrollment service', () => {
  let service: RunningEnrollment;

  beforeAll(async () => {
    service = await runEnrollment();
  });

  afterAll(async () => {
    jest.restoreAllMocks();
    await service.stop();
  });

  it('count the holds that keep seats, from the moment that they are held until payments has answered', async () => {
    jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    expect(await holds()).toEqual({ held: 0, closing: 0, unanswered: 0 });
    const sessionId = await service.schedule(5, 12_000);
    for (const name of ['ada', 'bo']) {
      const answer = await fetch(`${service.url}/v1/enrollments`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ sessionId, seats: 1, person: { name, email: `${name}@example.org` } }),
      });
      expect(answer.status).toBe(201);
    }
    expect(await holds()).toEqual({ held: 2, closing: 0, unanswered: 0 });
    await after(16);
    expect(await holds()).toEqual({ held: 0, closing: 2, unanswered: 0 });
    await after(60);
    expect(await holds()).toEqual({ held: 0, closing: 0, unanswered: 2 });
  });

  it('say that nothing is due, waits, or was given up, once the service has come to rest', async () => {
    await service.time.settle();
    const metrics = await scrape();
    expect(metrics).toContain('ally_outbox_facts{service="enrollment"} 0');
    expect(metrics).toContain('ally_outbox_oldest_seconds{service="enrollment"} 0');
    expect(metrics).toContain('ally_due_work_overdue_seconds{service="enrollment",work="close-due-holds"} 0');
    expect(metrics).toContain('ally_consumer_lag_events{service="enrollment"} 0');
    expect(metrics).not.toMatch(/^ally_dead_letters\{/m);
    expect(metrics).not.toMatch(/^ally_scrape_errors_total\{/m);
  });

  it('tell of a deadline that nobody looks after', async () => {
    const [{ name } = { name: '' }] = await service.rows<{ name: string }>(
      `UPDATE enrollment.enrollments SET state = 'held', closing_reason = NULL, payable_until = $1 RETURNING 'done' AS name`,
      [new Date(service.clock.now().getTime() - 90_000)],
    );
    expect(name).toBe('done');
    expect(await scrape()).toContain(
      'ally_due_work_overdue_seconds{service="enrollment",work="close-due-holds"} 90',
    );
  });

  async function after(minutes: number): Promise<void> {
    await service.time.advanceTo(new Date(service.clock.now().getTime() + minutes * 60_000));
  }

  async function scrape(): Promise<string> {
    return (await fetch(`${service.url}/metrics`)).text();
  }

  async function holds(): Promise<Record<string, number>> {
    const counts = (await scrape()).matchAll(/^ally_holds\{state="(\w+)"\} (\d+)$/gm);
    return Object.fromEntries([...counts].map(([, state, count]) => [state, Number(count)]));
  }
});
