import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Refusal, type Money, type OrderLine } from '#libs/contracts';
import { Database, newId, type Transaction } from '#libs/database';
import type { Wish } from '#libs/http';
import { CourseFactsRepository } from '../../courses/course-facts.repository.js';
import { DescribePerson } from '../../people/describe-person.js';
import { OneAtATime } from '../one-at-a-time.js';
import { OpenSession } from '../open-session.js';
import { OrderRepository } from '../order.repository.js';
import type { CourseCheckoutInput } from './checkout-input.js';
import { CheckoutWishRepository } from './checkout-wish.repository.js';
import { assertExpected, OpenOrder, type CheckedOut, type OpenedOrder } from './open-order.js';

const PAYABLE_FOR_MS = 24 * 60 * 60_000;

/** An order for courses, at the prices of this moment and payable for a day. */
@Injectable()
export class CheckoutCourses {
  private readonly twins = new OneAtATime();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly courses: CourseFactsRepository,
    private readonly describePerson: DescribePerson,
    private readonly orders: OrderRepository,
    private readonly wishes: CheckoutWishRepository,
    private readonly openOrder: OpenOrder,
    private readonly openSession: OpenSession,
  ) {}

  /**
   * @throws Refusal `course-unknown`, `course-withdrawn`, `course-not-released`, `mixed-currencies`, `price-changed`,
   *   `idempotency-key-reused`, `in-progress`, `provider-unavailable`, `provider-refused`.
   */
  async checkout(input: CourseCheckoutInput, wish: Wish): Promise<CheckedOut> {
    return this.twins.run(wish.key ?? newId(), async () => {
      const { order, call, isNew, isReplay } = await this.database.transaction(async (transaction) => {
        const kept = await this.wishes.keep(transaction, wish, newId(), true);
        if (!kept.isReplay) return { ...kept, ...(await this.open(transaction, input, kept.orderId)) };
        const order = await this.orders.find(transaction, kept.orderId);
        if (order === undefined) throw new Error(`The order ${kept.orderId} is gone`);
        return { ...kept, order, call: undefined };
      });
      return { order: await this.openSession.prepare(order, call), isNew, isReplay };
    });
  }

  private async open(transaction: Transaction, input: CourseCheckoutInput, id: string): Promise<OpenedOrder> {
    const { lines, total } = await this.price(transaction, input);
    const opened = await this.openOrder.open(transaction, {
      id,
      personId: this.describePerson.idOf(input.person),
      enrollmentId: null,
      lines,
      total,
      via: input.via,
      payableUntil: new Date(this.clock.now().getTime() + PAYABLE_FOR_MS),
    });
    if (opened === undefined) throw new Error(`There is an order ${id} already`);
    await this.describePerson.describe(transaction, input.person);
    return opened;
  }

  private async price(
    transaction: Transaction,
    { items, expectedTotal }: CourseCheckoutInput,
  ): Promise<{ lines: OrderLine[]; total: Money }> {
    const courses = await this.courses.find(
      transaction,
      items.map((item) => item.courseId),
    );
    const lines = items.map(({ courseId }, index): OrderLine => {
      const course = courses.get(courseId);
      const errors = [{ pointer: `/items/${index}/courseId`, detail: 'cannot be bought' }];
      if (course === undefined)
        throw new Refusal('not-found', 'course-unknown', 'There is no such course.', errors);
      if (course.state === 'withdrawn')
        throw new Refusal('gone', 'course-withdrawn', 'This course is not sold any more.', errors);
      const { title: description, price: unitPrice, release } = course;
      if (release === null) {
        throw new Refusal('unprocessable', 'course-not-released', 'This course has no files yet.', errors);
      }
      return { kind: 'course', itemId: courseId, description, quantity: 1, unitPrice };
    });
    const total = totalOf(lines);
    assertExpected(expectedTotal, total);
    return { lines, total };
  }
}

function totalOf(lines: readonly OrderLine[]): Money {
  const [currency, ...others] = new Set(lines.map((line) => line.unitPrice.currency));
  if (currency === undefined || others.length > 0) {
    throw new Refusal(
      'unprocessable',
      'mixed-currencies',
      'These courses are sold in different currencies.',
      [{ pointer: '/items', detail: 'more than one currency' }],
    );
  }
  return { amount: lines.reduce((sum, line) => sum + line.unitPrice.amount, 0), currency };
}
