import { atThePayPage, checkOut } from './orders.js';
import { letGo, takeSeats, type TakenSeats } from './seats.js';
import type { Story, Visit } from './visit.js';

/** A seat that costs nothing; some give it back. */
export const takeAFreeSeat: Story = {
  weight: 3,
  async play(visit) {
    const taken = await takeSeats(visit, visit.random.oneOf(visit.offers.freeSessions));
    if (taken !== undefined && visit.random.chance(0.4)) await letGo(visit, taken);
  },
};

/** A seat that costs something, and what may become of it. */
export const takeAPricedSeat: Story = {
  weight: 5,
  async play(visit) {
    const held = await takeSeats(visit, visit.random.oneOf(visit.offers.pricedSessions));
    if (held !== undefined) await visit.random.weighted(fates).play(visit, held);
  },
};

interface Fate {
  readonly weight: number;
  play(visit: Visit, held: TakenSeats): Promise<void>;
}

const fates: readonly Fate[] = [
  { weight: 6, play: pays },
  { weight: 1, play: async () => undefined }, // leaves it to run out
  { weight: 1, play: letGo },
  { weight: 1, play: leavesThePayPage },
  { weight: 1, play: letsGoWhilePaying },
  { weight: 1, play: paysAtTheDeadline },
];

async function order(visit: Visit, held: TakenSeats) {
  return held.quote === null ? undefined : checkOut(visit, { quote: held.quote }, held.id);
}

async function pays(visit: Visit, held: TakenSeats): Promise<void> {
  const opened = await order(visit, held);
  if (opened === undefined) return;
  if (visit.random.chance(0.3)) await atThePayPage(visit, opened, 'decline');
  await atThePayPage(visit, opened, 'pay');
}

async function leavesThePayPage(visit: Visit, held: TakenSeats): Promise<void> {
  await order(visit, held);
}

async function letsGoWhilePaying(visit: Visit, held: TakenSeats): Promise<void> {
  const opened = await order(visit, held);
  if (opened !== undefined) await Promise.all([atThePayPage(visit, opened, 'pay'), letGo(visit, held)]);
}

async function paysAtTheDeadline(visit: Visit, held: TakenSeats): Promise<void> {
  const opened = await order(visit, held);
  if (opened === undefined || held.payableUntil === null) return;
  const instant = new Date(Date.parse(held.payableUntil) + visit.random.between(-300, 300));
  visit.besides(async () => {
    await visit.waitUntil(instant);
    await atThePayPage(visit, opened, 'pay');
  });
}
