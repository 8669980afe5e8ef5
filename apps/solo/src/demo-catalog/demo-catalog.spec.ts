import { describe, expect, it } from '@jest/globals';
import { demoArticles } from './articles.js';
import { demoCoaches } from './coaches.js';
import { demoCourses } from './courses.js';
import { demoWorkshops } from './workshops.js';

const slugsOf = (things: { slug: string }[]) => things.map(({ slug }) => slug);
const sessions = demoWorkshops.flatMap((workshop) => workshop.sessions);

describe('the demo catalog', () => {
  it('has three articles, five workshops, three courses and five coaches, each with a slug of its own', () => {
    const lists = [demoArticles, demoWorkshops, demoCourses, demoCoaches].map(slugsOf);
    expect(lists.map((slugs) => slugs.length)).toEqual([3, 5, 3, 5]);
    for (const slugs of lists) expect(new Set(slugs).size).toBe(slugs.length);
    for (const slug of lists.flat()) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('has articles of 500 to 900 words that each lead to workshops and courses that exist', () => {
    const targets = {
      workshop: new Set(slugsOf(demoWorkshops)),
      course: new Set(slugsOf(demoCourses)),
    };
    for (const article of demoArticles) {
      const words = article.markdown.split(/\s+/).length;
      expect(words).toBeGreaterThanOrEqual(500);
      expect(words).toBeLessThanOrEqual(900);
      expect(article.publishedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(new Set(article.nextSteps.map(({ kind }) => kind))).toEqual(new Set(['workshop', 'course']));
      for (const { kind, slug } of article.nextSteps) expect(targets[kind]).toContain(slug);
    }
  });

  it('has every session at least a week ahead, at a place that fits its format', () => {
    for (const { format, sessions } of demoWorkshops) {
      for (const session of sessions) {
        expect(daysAhead(session.startsIn)).toBeGreaterThanOrEqual(7);
        expect(session.meetings[0]).toMatchObject({ dayOffset: 0, localTime: session.localTime });
        expect(Boolean(session.onlineUrl)).toBe(format === 'online');
        expect(Boolean(session.venue)).toBe(format !== 'online');
        expect(session.capacity === 1).toBe(format === 'one-on-one');
      }
    }
  });

  it('has a free workshop, one with two seats left of eight and one that spans two meetings', () => {
    expect(demoWorkshops.filter((w) => w.sessions.every((s) => s.price.amount === 0))).toHaveLength(1);
    expect(sessions.filter((s) => s.capacity === 8 && s.seatsTakenAtStart === 6)).toHaveLength(1);
    expect(sessions.filter((s) => s.meetings.length === 2)).toHaveLength(1);
  });

  it('names only coaches that exist and never books one twice at the same time', () => {
    const coached = sessions.filter((s) => s.coachSlug !== undefined);
    for (const { coachSlug } of coached) expect(slugsOf(demoCoaches)).toContain(coachSlug);
    const bookings = coached.map((s) => `${s.coachSlug} ${s.startsIn} ${s.localTime}`);
    expect(new Set(bookings).size).toBe(bookings.length);
  });

  it('prices everything in whole minor units', () => {
    const prices = [...sessions, ...demoCourses].map(({ price }) => price);
    for (const { amount } of prices) expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
  });
});

function daysAhead(duration: string): number {
  return Number(/^P(\d+)D$/.exec(duration)?.[1]);
}
