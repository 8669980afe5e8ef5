import * as fc from 'fast-check';
import { upcastData, type EventDefinition } from '#libs/contracts';
import type { JsonSchema } from './json-schema.js';
import type { Obstacle } from './why-not-readable.js';

const SAMPLES = 15;
/** Longer texts and lists are not made up. */
const LONGEST = 5_000;
/** The same at every run. */
const SEED = 5;

/**
 * Makes up data of each published version and has this build read it. That also finds what no JSON Schema says: a check
 * that is code, a step that forgets a field.
 * @returns the first obstacle of each version.
 */
export function whyNotFromSamples(
  versions: Readonly<Record<string, JsonSchema>>,
  definition: EventDefinition,
): Obstacle[] {
  return Object.entries(versions).flatMap(([version, schema]) => {
    for (const sample of fc.sample(dataOf(schema), { numRuns: SAMPLES, seed: SEED })) {
      const obstacle = whyNotRead(definition, sample as Record<string, unknown>, Number(version));
      if (obstacle !== undefined) return [obstacle];
    }
    return [];
  });
}

function whyNotRead(
  definition: EventDefinition,
  sample: Readonly<Record<string, unknown>>,
  version: number,
): Obstacle | undefined {
  const told = (why: string) => `of version ${version} ${why}, for instance of ${JSON.stringify(sample)}`;
  try {
    const [issue] = definition.data.safeParse(upcastData(definition, sample, version)).error?.issues ?? [];
    return issue && { field: issue.path.join('.'), why: told(`is refused (${issue.message})`) };
  } catch (error) {
    return { field: 'the data', why: told(`breaks its step (${String(error)})`) };
  }
}

/** Data that fits a schema. */
function dataOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(dataOf));
  const { type } = schema;
  if (typeof type === 'object') return fc.oneof(...type.map((each) => dataOf({ ...schema, type: each })));
  switch (type) {
    case 'object':
      return fieldsOf(schema);
    case 'array':
      return fc.oneof(
        ...lengths(schema.minItems, schema.maxItems).map((each) =>
          fc.array(dataOf(schema.items ?? {}), each),
        ),
      );
    case 'string':
      return textOf(schema);
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -1000, -2_000_000_000),
        max: Math.min(schema.maximum ?? 1000, 2_000_000_000),
      });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue();
  }
}

function fieldsOf({
  properties = {},
  required = [],
  additionalProperties,
}: JsonSchema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, dataOf(each)]));
  const known = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
  if (typeof additionalProperties !== 'object') return known;
  const more = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), dataOf(additionalProperties));
  return fc.tuple(more, known).map(([others, own]) => ({ ...others, ...own }));
}

function textOf({ format, pattern, minLength, maxLength }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'uri') return fc.webUrl();
  if (pattern === undefined) return fc.oneof(...lengths(minLength, maxLength).map((each) => fc.string(each)));
  return fc
    .stringMatching(new RegExp(pattern))
    .filter(({ length }) => length >= (minLength ?? 0) && length <= (maxLength ?? Infinity));
}

/** Short ones, and the longest: a limit that has moved is found there. */
function lengths(minLength = 0, maxLength?: number): { minLength: number; maxLength: number }[] {
  const short = { minLength, maxLength: Math.min(maxLength ?? Infinity, minLength + 8) };
  if (maxLength === undefined || maxLength > LONGEST) return [short];
  return [short, { minLength: maxLength, maxLength }];
}
