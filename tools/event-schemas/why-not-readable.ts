import { isDeepStrictEqual } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JsonSchema } from './json-schema.js';

/** Where data of one schema is not taken by another, and why. */
export interface Obstacle {
  /** The field, as in `lines[].unitPrice.amount`. */
  readonly field: string;
  /** Goes on after the field's name. */
  readonly why: string;
}

const ajv = new Ajv2020({ strict: false, validateFormats: false });
const LOWER_BOUNDS = ['minLength', 'minimum', 'exclusiveMinimum', 'minItems'];
const UPPER_BOUNDS = ['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems'];
/** Looked at one by one below. */
const UNDERSTOOD = new Set([
  'type',
  'enum',
  'const',
  'anyOf',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'default',
  ...LOWER_BOUNDS,
  ...UPPER_BOUNDS,
]);

/**
 * What may keep data that fits `written` from fitting `read`; nothing when all of it does. In doubt it says no.
 * @param field where in the data this is.
 */
export function whyNotReadable(written: JsonSchema, read: JsonSchema, field = ''): Obstacle[] {
  const readers = alternatives(read);
  return alternatives(written).flatMap((each) => {
    const obstacles = readers.map((reader) => whyNotBy(each, reader, field));
    if (obstacles.some((none) => none.length === 0)) return [];
    const alike = readers.findIndex((reader) => isSameType(each, reader));
    return obstacles[alike] ?? [{ field, why: `may be ${named(each)}, and only ${named(read)} is taken` }];
  });
}

function whyNotBy(written: JsonSchema, read: JsonSchema, field: string): Obstacle[] {
  const values = valuesOf(written);
  if (values !== undefined) {
    if (read.format !== undefined && read.pattern === undefined)
      return [{ field, why: `may be ${named(written)}, and the format "${read.format}" is taken` }];
    const takes = ajv.compile<unknown>(read);
    return values
      .filter((value) => !takes(value))
      .map((value) => ({ field, why: `may be ${JSON.stringify(value)}, which is not taken` }));
  }
  if (valuesOf(read) !== undefined) return [{ field, why: `may be more than ${named(read)}` }];
  if (!isSameType(written, read))
    return [{ field, why: `may be ${named(written)}, and ${named(read)} is taken` }];
  return [
    ...whyNotWithin(written, read, field),
    ...whyNotFields(written, read, field),
    ...(read.items === undefined ? [] : whyNotReadable(written.items ?? {}, read.items, `${field}[]`)),
  ];
}

function whyNotFields(written: JsonSchema, read: JsonSchema, field: string): Obstacle[] {
  const at = (name: string) => (field === '' ? name : `${field}.${name}`);
  const [from, to] = [written.properties ?? {}, read.properties ?? {}];
  const missing = (read.required ?? []).filter((name) => written.required?.includes(name) !== true);
  const isClosed = read.additionalProperties === false && written.additionalProperties !== false;
  const [more, otherReader] = [othersOf(written), othersOf(read)];
  return [
    ...(isClosed ? [{ field: at('…'), why: 'may be there unasked, and unknown fields are refused' }] : []),
    ...missing.map((name) => ({ field: at(name), why: 'is required, and not always there' })),
    ...Object.entries(from).flatMap(([name, schema]) => {
      const reader = to[name] ?? otherReader;
      if (reader !== undefined) return whyNotReadable(schema, reader, at(name));
      const isRefused = !isClosed && read.additionalProperties === false;
      return isRefused ? [{ field: at(name), why: 'may be there, and unknown fields are refused' }] : [];
    }),
    ...Object.entries(to).flatMap(([name, reader]) => [
      ...(name in from || more === undefined ? [] : whyNotReadable(more, reader, at(name))),
      ...whyOtherDefault(from[name], reader, at(name), written.required?.includes(name) === true),
    ]),
    ...(otherReader === undefined || written.additionalProperties === false
      ? []
      : whyNotReadable(more ?? {}, otherReader, at('…'))),
  ];
}

/** Of fields that no name is known of, as in a record. */
function othersOf({ additionalProperties }: JsonSchema): JsonSchema | undefined {
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

function whyOtherDefault(
  written: JsonSchema | undefined,
  read: JsonSchema,
  field: string,
  isAlwaysThere: boolean,
): Obstacle[] {
  const [before, now] = [written?.default, read.default];
  if (isAlwaysThere || before === undefined || now === undefined || isDeepStrictEqual(before, now)) return [];
  const [meant, means] = [before, now].map((each) => JSON.stringify(each));
  return [{ field, why: `meant ${meant} where it was left out, and would mean ${means}` }];
}

/** Lengths, sizes, patterns, formats, and whatever else a reader may ask for. */
function whyNotWithin(written: JsonSchema, read: JsonSchema, field: string): Obstacle[] {
  const given = new Map<string, unknown>(Object.entries(written));
  return Object.entries(read).flatMap(([keyword, wanted]) => {
    const has = given.get(keyword);
    if (LOWER_BOUNDS.includes(keyword) && Number(has) >= Number(wanted)) return [];
    if (UPPER_BOUNDS.includes(keyword) && Number(has) <= Number(wanted)) return [];
    const isBound = LOWER_BOUNDS.includes(keyword) || UPPER_BOUNDS.includes(keyword);
    if (!isBound && (UNDERSTOOD.has(keyword) || isDeepStrictEqual(has, wanted))) return [];
    return [{ field, why: `may be beyond the ${keyword} ${JSON.stringify(wanted)}` }];
  });
}

/** The schemas of which data fits one. */
function alternatives(schema: JsonSchema): JsonSchema[] {
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap(alternatives);
  const { type } = schema;
  return typeof type === 'object' ? type.map((each) => ({ ...schema, type: each })) : [schema];
}

function isSameType({ type }: JsonSchema, read: JsonSchema): boolean {
  return read.type === undefined || type === read.type || (type === 'integer' && read.type === 'number');
}

function valuesOf(schema: JsonSchema): readonly unknown[] | undefined {
  return 'const' in schema ? [schema.const] : schema.enum;
}

function named(schema: JsonSchema): string {
  const values = valuesOf(schema)?.map((value) => JSON.stringify(value));
  if (values !== undefined) return values.join(' or ');
  return alternatives(schema)
    .map(({ type }) => type ?? 'anything')
    .join(' or ');
}
