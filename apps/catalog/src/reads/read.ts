/** Most that one read may claim: four hours in front of an article, and all of it seen. */
export const MOST_SECONDS = 4 * 60 * 60;
export const MOST_DEPTH = 100;

/** That somebody, known by a random id of the browser alone, read an article on a day. */
export interface Read {
  readonly id: string;
  readonly articleId: string;
  readonly readerId: string;
  /** UTC, `YYYY-MM-DD`: however often a reader comes back on it, it is one read. */
  readonly day: string;
  /** How long the article was in view, 0 to `MOST_SECONDS`. */
  readonly seconds: number;
  /** How far the reader came, in percent. */
  readonly depth: number;
  readonly via: string | null;
}

/** The day of an instant in UTC, `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
