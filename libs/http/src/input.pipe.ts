import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { Refusal, type FieldError } from '#libs/contracts';

const PREFIX: Partial<Record<ArgumentMetadata['type'], string>> = { query: '?', param: 'path:' };

/** Checks what has a schema (`@Body({ schema })`, `@Query({ schema })`, `@Param(name, { schema })`) and names each bad place. */
export class InputPipe implements PipeTransform {
  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.schema === undefined) return value;
    const result = await metadata.schema['~standard'].validate(value);
    if (result.issues === undefined) return result.value;
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
