import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { Refusal, type FieldError } from '#libs/contracts';

const PREFIX: Partial<Record<ArgumentMetadata['type'], string>> = { query: '?', param: 'path:' };

/** Checks what has a schema (`@Body({ schema })`, `@Query({ schema })`, `@Param(name, { schema })`) and names each bad place. */
export class InputPipe implements PipeTransform {
  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const unkeepable = pathOfUnkeepable(value);
    if (unkeepable === undefined && metadata.schema === undefined) return value;
    const result =
      unkeepable === undefined
        ? await metadata.schema?.['~standard'].validate(value)
        : { issues: [{ path: unkeepable, message: 'must not contain U+0000 or half of a surrogate pair' }] };
    if (result?.issues === undefined) return result?.value;
    const errors = result.issues.map(({ path = [], message }): FieldError => {
      const keys = path.map((part) => String(typeof part === 'object' ? part.key : part));
      if (metadata.data !== undefined) keys.unshift(metadata.data);
      const prefix = PREFIX[metadata.type];
      if (prefix !== undefined) return { pointer: prefix + keys.join('.'), detail: message };
      return {
        pointer: keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
        detail: message,
      };
    });
    const named = errors.map(({ pointer }) => pointer || 'the body').join(', ');
    throw new Refusal('invalid', 'invalid-input', `Please correct ${named}.`, errors);
  }
}

/** What JSON may say but PostgreSQL cannot keep: U+0000, and a surrogate without its other half. */
const UNKEEPABLE = /\0|\p{Surrogate}/u;

/** Where a text cannot be kept; undefined when each can. Bodies are not deep (`limitBodyDepth`). */
function pathOfUnkeepable(value: unknown): string[] | undefined {
  if (typeof value === 'string') return UNKEEPABLE.test(value) ? [] : undefined;
  if (!isPlain(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const path = UNKEEPABLE.test(key) ? [] : pathOfUnkeepable(inner);
    if (path !== undefined) return [key, ...path];
  }
  return undefined;
}

/** Whether it has come out of JSON, a form or a query, and is no stream. A field may be called `constructor`. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
