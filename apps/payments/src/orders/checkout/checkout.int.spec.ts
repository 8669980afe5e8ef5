import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Refusal } from '#libs/contracts';
import { newId } from '#libs/database';
import { orderLink, personSession } from '#libs/identity';
import { startPayments, usd, type PaymentsUnderTest } from '../../../../../test/support/payments-app.js';
import { PaymentProvider } from '../../provider/payment-provider.js';
import { OrderRepository } from '../order.repository.js';
import { OpenOrder } from './open-order.js';

describe('POST /v1/checkouts', () => {
  let payments: PaymentsUnderTest;
  beforeAll(async () => {
    payments = await startPayments();
  });
  afterAll(() => payments.stop());
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const ordersOf = (enrollmentId: string) =>
    payments.database.query<{ id: string; state: string }>(
      'SELECT id, state FROM orders WHERE enrollment_id = $1',
      [enrollmentId],
    );
  const sessionsOf = (orderId: string) =>
    payments.database.query('SELECT id FROM sandbox_sessions WHERE client_reference = $1', [orderId]);

  describe('with a quote', () => {
    it('opens an order with a page to pay on', async () => {
      const { status, body } = await payments.post('/v1/checkouts', { quote: await payments.quote() });
      expect(status).toBe(201);
      expect(body).toMatchObject({ state: 'open', total: usd(9000) });
      const page = await fetch(body.payUrl);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Pay $90.00')]);
      expect((await payments.facts(body.orderId)).map((fact) => fact.type)).toEqual([
        'payments.order.opened',
      ]);
    });

    it('when 20 ask at once, then all get one order and one session', async () => {
      const enrollmentId = newId();
      const quote = await payments.quote(enrollmentId);
      const answers = await Promise.all(
        Array.from({ length: 20 }, () =>
          payments.post('/v1/checkouts', { quote }, { 'Idempotency-Key': crypto.randomUUID() }),
        ),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array<number>(19).fill(200), 201]);
      expect(new Set(answers.map(({ body }) => body.payUrl)).size).toBe(1);
      const [order, ...more] = await ordersOf(enrollmentId);
      expect(more).toEqual([]);
      expect(await sessionsOf(order?.id ?? '')).toHaveLength(1);
    });

    it('when the person was shown another price, then nothing is ordered', async () => {
      const enrollmentId = newId();
      const wish = { quote: await payments.quote(enrollmentId), expectedTotal: usd(8000) };
      expect(await payments.post('/v1/checkouts', wish)).toMatchObject({
        status: 409,
        body: { code: 'price-changed' },
      });
      expect(await ordersOf(enrollmentId)).toEqual([]);
    });

    it('when the time to pay is over and nobody has come, then there is no order', async () => {
      const enrollmentId = newId();
      const quote = await payments.quote(enrollmentId, { payableUntil: payments.clock.now().toISOString() });
      expect(await payments.post('/v1/checkouts', { quote })).toMatchObject({
        status: 410,
        body: { code: 'quote-expired' },
      });
      expect(await ordersOf(enrollmentId)).toEqual([]);
    });

    it('when the quote is not one of ours, then it is refused', async () => {
      const forged = `${await payments.quote()}x`;
      expect(await payments.post('/v1/checkouts', { quote: forged })).toMatchObject({
        status: 401,
        body: { code: 'link-invalid' },
      });
    });

    it('when a browser sends the form, then it is sent on to the page to pay on', async () => {
      const response = await fetch(`${payments.url}/v1/checkouts`, {
        method: 'POST',
        headers: { Accept: 'text/html', 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ quote: await payments.quote() }),
        redirect: 'manual',
      });
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toContain('/sandbox/pay/session_');
    });

    it('when the provider does not answer, then asking again goes on with the same order and the same key', async () => {
      const enrollmentId = newId();
      const quote = await payments.quote(enrollmentId);
      const openSession = jest.spyOn(payments.get(PaymentProvider), 'openSession');
      openSession.mockRejectedValueOnce(new Error('no answer'));
      expect(await payments.post('/v1/checkouts', { quote })).toMatchObject({
        status: 503,
        body: { code: 'provider-unavailable' },
      });
      const again = await payments.post('/v1/checkouts', { quote });
      expect(again).toMatchObject({ status: 200, body: { state: 'open', payUrl: expect.any(String) } });
      const keys = openSession.mock.calls.map(([request]) => request.idempotencyKey);
      expect(keys).toEqual([keys[0], keys[0]]);
      expect(await ordersOf(enrollmentId)).toEqual([{ id: again.body.orderId, state: 'open' }]);
    });

    it('when the same key comes again, then the answer does too, and says that it is a replay', async () => {
      const enrollmentId = newId();
      const wish = { quote: await payments.quote(enrollmentId) };
      const key = { 'Idempotency-Key': crypto.randomUUID() };
      const [first, second] = [
        await payments.post('/v1/checkouts', wish, key),
        await payments.post('/v1/checkouts', wish, key),
      ];
      expect([first.status, first.headers.get('Idempotency-Replayed')]).toEqual([201, null]);
      expect([second.status, second.headers.get('Idempotency-Replayed')]).toEqual([201, 'true']);
      expect(second.body).toEqual(first.body);

      const other = { 'Idempotency-Key': crypto.randomUUID() };
      const [found, foundAgain] = [
        await payments.post('/v1/checkouts', wish, other),
        await payments.post('/v1/checkouts', wish, other),
      ];
      expect([found.status, found.headers.get('Idempotency-Replayed')]).toEqual([200, null]);
      expect([foundAgain.status, foundAgain.headers.get('Idempotency-Replayed')]).toEqual([200, 'true']);
      expect(await ordersOf(enrollmentId)).toHaveLength(1);
    });

    it('when a key comes with another quote, then it is refused and nothing is ordered', async () => {
      const key = { 'Idempotency-Key': crypto.randomUUID() };
      await payments.post('/v1/checkouts', { quote: await payments.quote() }, key);
      const enrollmentId = newId();
      const other = { quote: await payments.quote(enrollmentId) };
      expect(await payments.post('/v1/checkouts', other, key)).toMatchObject({
        status: 422,
        body: { code: 'idempotency-key-reused' },
      });
      expect(await ordersOf(enrollmentId)).toEqual([]);
    });

    it('when a key had no success, then it may come with another body', async () => {
      const key = { 'Idempotency-Key': crypto.randomUUID() };
      const quote = await payments.quote();
      const wrong = await payments.post('/v1/checkouts', { quote, expectedTotal: usd(1) }, key);
      const right = await payments.post('/v1/checkouts', { quote, expectedTotal: usd(9000) }, key);
      expect([wrong.status, right.status]).toEqual([409, 201]);
    });

    it('when the provider says no, then so does every further try, and nobody is asked again', async () => {
      const quote = await payments.quote();
      const openSession = jest.spyOn(payments.get(PaymentProvider), 'openSession');
      openSession.mockRejectedValueOnce(
        new Refusal('unprocessable', 'not-sold-here', 'The provider says no.'),
      );
      for (let nth = 0; nth < 2; nth++) {
        expect(await payments.post('/v1/checkouts', { quote })).toMatchObject({
          status: 422,
          body: { code: 'provider-refused' },
        });
      }
      expect(openSession).toHaveBeenCalledTimes(1);
    });

    it('when the provider is silent for 20 seconds, then it is no longer waited for', async () => {
      const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(AbortSignal.abort());
      const quote = await payments.quote();
      expect(await payments.post('/v1/checkouts', { quote })).toMatchObject({
        status: 503,
        body: { code: 'provider-unavailable' },
      });
      expect(timeout).toHaveBeenCalledWith(20_000);
      expect((await payments.post('/v1/checkouts', { quote })).status).toBe(200);
    });

    it('when the answer of the provider cannot be kept, then the call is due again soon, with the reason', async () => {
      const keepSession = jest.spyOn(payments.get(OrderRepository), 'keepSession');
      keepSession.mockRejectedValueOnce(new Error('it cannot be kept'));
      const enrollmentId = newId();
      const { status } = await payments.post('/v1/checkouts', { quote: await payments.quote(enrollmentId) });
      expect(status).toBe(500);
      const [order] = await ordersOf(enrollmentId);
      const calls = await payments.database.query(
        `SELECT last_error AS error, greatest(due_at, lease_until) AS due FROM provider_calls WHERE order_id = $1`,
        [order?.id ?? ''],
      );
      const due = new Date(payments.clock.now().getTime() + 10_000);
      expect(calls).toEqual([{ error: expect.stringContaining('it cannot be kept'), due }]);
    });

    it('when the provider could not be asked until the time to pay was over, then nobody is sent to pay', async () => {
      const quote = await payments.quote();
      const openSession = jest.spyOn(payments.get(PaymentProvider), 'openSession');
      openSession.mockRejectedValueOnce(new Error('no answer'));
      await payments.post('/v1/checkouts', { quote });
      payments.after(15 * 60_000);
      expect(await payments.post('/v1/checkouts', { quote })).toMatchObject({
        status: 409,
        body: { code: 'order-closing' },
      });
      expect(openSession).toHaveBeenCalledTimes(1);
    });

    it('lets nobody store an answer that holds links, nor learn its address', async () => {
      const { headers, body } = await payments.post('/v1/checkouts', { quote: await payments.quote() });
      const seen = await fetch(`${payments.url}/v1/orders/${body.orderId}?token=${body.link}`);
      for (const answer of [headers, seen.headers]) {
        expect(answer.get('cache-control')).toBe('no-store');
        expect(answer.get('referrer-policy')).toBe('no-referrer');
      }
    });

    it('when the provider opened the session but its answer was lost, then there is still one session', async () => {
      const provider = payments.get(PaymentProvider);
      const reallyOpen = provider.openSession.bind(provider);
      jest.spyOn(provider, 'openSession').mockImplementationOnce(async (...request) => {
        await reallyOpen(...request);
        throw new Error('the answer was lost');
      });
      const quote = await payments.quote();
      expect((await payments.post('/v1/checkouts', { quote })).status).toBe(503);
      const { body } = await payments.post('/v1/checkouts', { quote });
      expect(await sessionsOf(body.orderId)).toHaveLength(1);
    });

    it('when the process dies between writing the order and asking the provider, then the sweep asks', async () => {
      const enrollmentId = newId();
      const opened = await payments.database.transaction((transaction) =>
        payments.get(OpenOrder).open(transaction, {
          id: newId(),
          personId: newId(),
          enrollmentId,
          lines: [],
          total: usd(9000),
          via: null,
          payableUntil: new Date(payments.clock.now().getTime() + 15 * 60_000),
        }),
      );
      const orderId = opened?.order.id ?? '';
      const quote = await payments.quote(enrollmentId);
      expect(await payments.post('/v1/checkouts', { quote })).toMatchObject({
        status: 409,
        body: { code: 'in-progress' },
      });
      payments.after(30_000);
      await payments.settle();
      expect(await sessionsOf(orderId)).toHaveLength(1);
      const { status, body } = await payments.post('/v1/checkouts', { quote });
      expect([status, body.orderId, typeof body.payUrl]).toEqual([200, orderId, 'string']);
    });

    it('when a person presses Pay a second time in the browser, then they go where they were going', async () => {
      const { body } = await payments.post('/v1/checkouts', { quote: await payments.quote() });
      const press = () =>
        fetch(body.payUrl, {
          method: 'POST',
          headers: { Accept: 'text/html' },
          body: new URLSearchParams({ outcome: 'pay' }),
          redirect: 'manual',
        });
      const [first, second] = [await press(), await press()];
      expect([first.status, second.status]).toEqual([303, 303]);
      expect(second.headers.get('location')).toBe(first.headers.get('location'));
    });

    it('when it is paid, then asking again says so and gives no page to pay on', async () => {
      const quote = await payments.quote();
      const { body } = await payments.post('/v1/checkouts', { quote });
      await payments.post(body.payUrl, { outcome: 'pay' });
      await payments.settle();
      const again = await payments.post('/v1/checkouts', { quote });
      expect([again.status, again.body.state, again.body.payUrl]).toEqual([200, 'paid', undefined]);
    });
  });

  describe('with courses', () => {
    const person = { name: 'Ada Example', email: 'ada@example.org' };

    it('when the same key comes 10 times at once, then there is one order and the others are replays', async () => {
      const { courseId } = await payments.course();
      const key = crypto.randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          payments.post('/v1/checkouts', { items: [{ courseId }], person }, { 'Idempotency-Key': key }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(201));
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(answers.filter(({ headers }) => headers.get('Idempotency-Replayed') === 'true')).toHaveLength(9);
      expect(await sessionsOf(answers[0]?.body.orderId)).toHaveLength(1);
    });

    it('when a key comes with another wish, then it is refused', async () => {
      const { courseId } = await payments.course();
      const key = { 'Idempotency-Key': crypto.randomUUID() };
      await payments.post('/v1/checkouts', { items: [{ courseId }], person }, key);
      const other = { items: [{ courseId }], person: { ...person, name: 'Somebody else' } };
      expect(await payments.post('/v1/checkouts', other, key)).toMatchObject({
        status: 422,
        body: { code: 'idempotency-key-reused' },
      });
    });

    it('when a course is unknown, then its place in the request is named and nothing is kept of the person', async () => {
      const { courseId } = await payments.course();
      const stranger = { name: 'Una Known', email: 'una@example.org' };
      const wish = { items: [{ courseId }, { courseId: newId() }], person: stranger };
      expect(await payments.post('/v1/checkouts', wish)).toMatchObject({
        status: 404,
        body: { code: 'course-unknown', errors: [{ pointer: '/items/1/courseId' }] },
      });
      expect(await payments.database.query('SELECT FROM people WHERE email = $1', [stranger.email])).toEqual(
        [],
      );
    });

    it.each([
      ['nothing', {}, '/items'],
      ['items without a person', { items: [{ courseId: newId() }] }, '/person'],
      ['no items', { items: [], person }, '/items'],
      ['a quote and items', { quote: 'x', items: [{ courseId: newId() }], person }, '/items'],
      ['a quote and a way here', { quote: 'x', via: newId() }, '/via'],
      [
        'a broken address',
        { items: [{ courseId: newId() }], person: { ...person, email: 'ada' } },
        '/person/email',
      ],
    ])('when there is %s, then the answer names the bad place', async (_, wish, pointer) => {
      const { status, body } = await payments.post('/v1/checkouts', wish);
      expect([status, body.code, body.errors[0].pointer]).toEqual([400, 'invalid-input', pointer]);
    });

    it('tells a person once, and lets nobody rename them who only types their address', async () => {
      const { courseId } = await payments.course();
      const buy = (name: string) =>
        payments.post('/v1/checkouts', {
          items: [{ courseId }],
          person: { name, email: 'Grace@example.org' },
        });
      await buy('Grace');
      await buy('Grace');
      await buy('Somebody else');
      const [row] = await payments.database.query<{ personId: string }>(
        `SELECT person_id AS "personId" FROM people WHERE email = 'Grace@example.org'`,
      );
      const facts = await payments.facts(row?.personId ?? '');
      expect(facts.map(({ data }) => data['name'])).toEqual(['Grace']);
    });
  });

  describe('GET /v1/orders/:id', () => {
    const see = async (orderId: string, token: string) => {
      const response = await fetch(`${payments.url}/v1/orders/${orderId}`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      return { status: response.status, body: await response.json() };
    };

    it('shows an order to who has its link and to its person, and to nobody else', async () => {
      const { body } = await payments.post('/v1/checkouts', { quote: await payments.quote() });
      const personId = '0193a000-0000-8000-8000-000000000001';
      const expected = {
        status: 200,
        body: { orderId: body.orderId, state: 'open', refunded: usd(0), payUrl: body.payUrl },
      };
      expect(await see(body.orderId, body.link)).toMatchObject(expected);
      expect(await see(body.orderId, await payments.sign.sign(personSession, { personId }))).toMatchObject(
        expected,
      );

      const strangers = [
        await payments.sign.sign(personSession, { personId: newId() }),
        await payments.sign.sign(orderLink, { objectId: newId(), epoch: 1 }),
        await payments.sign.sign(orderLink, { objectId: body.orderId, epoch: 0 }),
      ];
      for (const token of strangers) expect(await see(body.orderId, token)).toMatchObject({ status: 404 });
      expect(await see(body.orderId, await payments.quote())).toMatchObject({ status: 401 });
    });

    it('has a page, which says nothing of the order without its link', async () => {
      const { body } = await payments.post('/v1/checkouts', { quote: await payments.quote() });
      const withLink = await (await fetch(body.orderUrl)).text();
      const without = await (await fetch(`${payments.url}/orders/${body.orderId}`)).text();
      expect(withLink).toContain('Two seats');
      expect(without).not.toContain('Two seats');
      expect(without).toContain('Thank you');
    });
  });
});
