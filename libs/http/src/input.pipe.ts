import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { Refusal, type FieldError } from '#libs/contracts';

const PREFIX: Partial<Record<ArgumentMetadata['type'], string>> = { query: '?', param: 'path:' };

/** Checks what has a schema (`@Body({ schema })`, `@Query({ schema })`, `@Param(name, { schema })`) and names each bad place. */
export class InputPipe implements PipeTransform {
  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const nul = pathOfNul(value);
    if (nul === undefined && metadata.schema === undefined) return value;
    const result =
      nul === undefined
        ? await metadata.schema?.['~standard'].validate(value)
        : { issues: [{ path: nul, message: 'must not contain the character U+0000' }] };
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

/** Where a text holds U+0000, which JSON may say but PostgreSQL cannot keep; undefined when none does. */
function pathOfNul(value: unknown): string[] | undefined {
  if (typeof value === 'string') return value.includes('\0') ? [] : undefined;
  if (Array.isArray(value) || (typeof value === 'object' && value?.constructor === Object)) {
    for (const [key, inner] of Object.entries(value)) {
      const path = key.includes('\0') ? [] : pathOfNul(inner);
      if (path !== undefined) return [key, ...path];
    }
  }
  return undefined;
}
