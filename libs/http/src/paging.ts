import { z } from 'zod';

/** `?limit=&after=` of every list. `after` is the opaque `next` of the page before. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z
    .base64url()
    .meta({ description: 'The `next` of the page before.' })
    .transform((cursor) => Buffer.from(cursor, 'base64url').toString())
    .pipe(z.uuid())
    .optional(),
});
export type PageQuery = z.output<typeof pageQuery>;

/** What a list answers: `next` is the `after` of the next page, null on the last one. */
export function pageAnswer<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), next: z.string().nullable() });
}

export interface Page<Item> {
  readonly data: readonly Item[];
  readonly next: string | null;
}

/** Makes a page of rows read with `LIMIT limit + 1`: the one too many says that there are more. */
export function pageOf<Row extends { id: string }>(rows: readonly Row[], limit: number): Page<Row> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const next = rows.length > limit && last !== undefined ? Buffer.from(last.id).toString('base64url') : null;
  return { data, next };
}
