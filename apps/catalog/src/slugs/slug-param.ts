import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal, slug } from '#libs/contracts';

/** What has a name in a URL. */
export type Noun = 'article' | 'workshop' | 'course' | 'coach';

/** The path's `:slug`. What cannot be a slug is as unknown as one that nobody has published. */
export const SlugOf = createParamDecorator((noun: Noun, context: ExecutionContext): string => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { slug?: unknown } }>>();
  const parsed = slug.safeParse(request.params.slug);
  if (!parsed.success) throw unknownSlug(noun);
  return parsed.data;
});

export function unknownSlug(noun: Noun): Refusal {
  return new Refusal('not-found', `${noun}-unknown`, `There is no ${noun} of this name.`);
}
