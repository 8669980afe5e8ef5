import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect, it } from '@jest/globals';

const addFormats = formats as unknown as (ajv: Ajv) => void;

function document(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(`docs/api/${name}`, 'utf8')) as Record<string, unknown>;
}

it('the event document is valid AsyncAPI 3.0', () => {
  const schema = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0-without-$id.json') as object;
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const validate = ajv.compile(schema);
  validate(document('asyncapi.json'));
  expect(validate.errors).toBeNull();
});

it('every example of the API is one that its schema takes', () => {
  const openApi = document('openapi.json');
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  ajv.addSchema(openApi, '/openapi.json');
  const wrong: string[] = [];
  let examples = 0;
  for (const [pointer, media] of mediaOf(openApi)) {
    if (media.example === undefined) continue;
    examples++;
    const validate = ajv.compile({ $ref: `/openapi.json#${pointer}/schema` });
    if (!validate(media.example)) wrong.push(`${pointer}: ${ajv.errorsText(validate.errors)}`);
  }
  expect(wrong).toEqual([]);
  expect(examples).toBeGreaterThan(100);
});

it('every JSON body of the API has an example', () => {
  const without = [...mediaOf(document('openapi.json'))].filter(
    ([pointer, { example }]) =>
      pointer.endsWith('json') && !pointer.includes('webhooks') && example === undefined,
  );
  expect(without.map(([pointer]) => pointer)).toEqual([]);
});

interface Media {
  readonly schema?: object;
  readonly example?: unknown;
}

/** Every `content` entry below `paths`, with its JSON pointer. */
function* mediaOf(value: unknown, pointer = ''): Generator<[string, Media]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (pointer.endsWith('/content')) yield [at, child as Media];
    else yield* mediaOf(child, at);
  }
}
