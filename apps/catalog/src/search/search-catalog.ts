import { Controller, Get, Query, UseInterceptors } from '@nestjs/common';
import { z } from 'zod';
import { id, slug } from '#libs/contracts';
import { Database } from '#libs/database';
import { Limited } from '#libs/http';
import { Route } from '#libs/openapi';
import { plainText } from '../markdown/plain-text.js';
import { PublicCache } from '../public-cache.interceptor.js';
import { asSearched, isTyping, readMarked, SEARCHED_KINDS, withoutMarks } from './search.js';
import { SearchRepository, type Found } from './search.repository.js';

const searchQuery = z.object({
  q: z
    .string()
    .max(200)
    .transform(asSearched)
    .pipe(z.string().regex(/\S/, 'must not be empty'))
    .meta({
      description:
        'Words; "words in quotes" stand together, `or` is or, `-word` excludes. The last word may go on.',
      examples: ['calm morning'],
    }),
  kind: z.enum(SEARCHED_KINDS).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

const place = z.int().min(0);
const foundItem = z
  .object({
    kind: z.enum(SEARCHED_KINDS),
    id,
    slug,
    title: z.string(),
    excerpt: z.string().meta({ description: 'Plain text: nothing in it is HTML, whatever it looks like.' }),
    hits: z.array(z.object({ from: place, to: place })).meta({
      description: 'What to mark in the excerpt, counted in UTF-16 code units.',
    }),
    url: z.string().meta({ examples: ['/v1/articles/a-calmer-morning'] }),
  })
  .meta({ id: 'FoundItem' });

const COLLECTION = {
  article: '/v1/articles',
  workshop: '/v1/workshops',
  course: '/v1/courses',
  coach: '/v1/coaches',
} as const;

/** Finds what is published, by its words. */
@Controller('v1/search')
@UseInterceptors(PublicCache)
export class SearchCatalog {
  constructor(
    private readonly database: Database,
    private readonly items: SearchRepository,
  ) {}

  @Get()
  @Limited({ perMinute: 300 })
  @Route({
    operation: 'search',
    summary: 'What is published and fits, the best first.',
    answer: z.object({ data: z.array(foundItem) }),
  })
  async search(@Query({ schema: searchQuery }) { q: query, kind, limit }: z.output<typeof searchQuery>) {
    const wanted = { query, isTyping: isTyping(query), limit, ...(kind !== undefined && { kind }) };
    const found = await this.items.find(this.database, wanted);
    const excerpts = await this.items.excerpts(this.database, wanted, found.map(textOf));
    return { data: found.map((item, nth) => shown(item, excerpts[nth] ?? '')) };
  }
}

function textOf({ summary, body }: Found): string {
  return withoutMarks(`${summary}\n${plainText(body)}`.normalize('NFC'));
}

function shown({ kind, id: itemId, slug: name, title }: Found, marked: string) {
  const { text: excerpt, hits } = readMarked(marked);
  return { kind, id: itemId, slug: name, title, excerpt, hits, url: `${COLLECTION[kind]}/${name}` };
}
