import { z } from 'zod';
import type { EventDefinition } from '#libs/contracts';

/** What of JSON Schema (draft 2020-12) the schemas of events are made of, once references are put in place. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** What it means where it is left out. */
  readonly default?: unknown;
  /** Of ours: there is a check that is code. */
  readonly isCheckedByCode?: true;
}

/** Said to people; no reader goes by them. */
const ANNOTATIONS = new Set(['$schema', '$defs', 'id', 'title', 'description', 'examples']);

/** What a reader of this build takes: unknown fields beside, and fields with a default left out. */
export function readBy({ data }: EventDefinition): JsonSchema {
  return plain(z.toJSONSchema(data, { io: 'input', override: noteCode }));
}

/** What this build writes. */
export function writtenBy({ data }: EventDefinition): JsonSchema {
  return plain(z.toJSONSchema(data, { io: 'output', override: noteCode }));
}

function noteCode({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
  const checks = zodSchema._zod.def.checks ?? [];
  if (checks.some((check) => check._zod.def.check === 'custom')) jsonSchema['isCheckedByCode'] = true;
}

/** Without annotations, with the definitions put where they are referred to. */
function plain(schema: z.core.JSONSchema.BaseSchema): JsonSchema {
  const definitions = schema.$defs ?? {};
  const inPlace = (value: unknown, isFields: boolean): unknown => {
    if (Array.isArray(value)) return value.map((each) => inPlace(each, false));
    if (typeof value !== 'object' || value === null) return value;
    const { $ref, ...rest } = value as Record<string, unknown>;
    const referred = typeof $ref === 'string' ? definitions[$ref.replace('#/$defs/', '')] : undefined;
    const kept = Object.entries({ ...(typeof referred === 'object' ? referred : {}), ...rest })
      // A field may well be called `title`.
      .filter(([name]) => isFields || !ANNOTATIONS.has(name))
      .map(([name, each]) => [name, inPlace(each, !isFields && name === 'properties')]);
    return Object.fromEntries(kept);
  };
  return inPlace(schema, false) as JsonSchema;
}
