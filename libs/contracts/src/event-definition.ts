import { z } from 'zod';

/**
 * One kind of fact that a service publishes (CloudEvents 1.0 `type`), with the topic it is written to
 * and the schema of its data. `key` names the field of the data that is the aggregate's id: facts of one key
 * reach every consumer in the order in which they happened.
 */
export interface EventDefinition<Shape extends z.ZodObject = z.ZodObject> {
  readonly type: string;
  readonly topic: string;
  /** Of the schema. It grows when older data needs a change to fit; other fields may be added without. */
  readonly version: number;
  /** By the version that the data is in: what makes it data of the next one. A step for each version before this one. */
  readonly upcast: Readonly<Record<number, Upcast>>;
  /** The newest fact of a key says all about it, so the log may forget the older ones. The same for a whole topic. */
  readonly compacted: boolean;
  readonly key: keyof z.infer<Shape> & string;
  readonly data: Shape;
}

/** Gives what a fact of one version says in the form of the next. It adds and derives; of others it asks nothing. */
export type Upcast = (data: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** A fact as a consumer receives it. */
export interface EventOf<Definition extends EventDefinition> {
  readonly id: string;
  readonly type: string;
  readonly key: string;
  readonly occurredAt: Date;
  readonly data: z.infer<Definition['data']>;
}

const definitions = new Map<string, EventDefinition>();

/**
 * Unknown fields are ignored, so that a newer publisher does not break an older consumer.
 * @throws Error when the type is defined already, or a step from an older version to the current one is missing.
 */
export function defineEvent<Shape extends z.ZodRawShape>(definition: {
  type: string;
  topic: string;
  /** 1 if nothing is said. */
  version?: number;
  upcast?: Readonly<Record<number, Upcast>>;
  /** False if nothing is said. */
  compacted?: boolean;
  key: keyof Shape & string;
  data: Shape;
}): EventDefinition<z.ZodObject<Shape>> {
  const { type, topic, version = 1, upcast = {}, compacted = false } = definition;
  if (definitions.has(type)) throw new Error(`Event type ${type} is defined twice`);
  const steps = Object.keys(upcast).join(' ');
  const wanted = Array.from({ length: version - 1 }, (_, nth) => nth + 1).join(' ');
  if (steps !== wanted)
    throw new Error(
      `Event type ${type} is in version ${version}: it has steps from [${steps}], not from [${wanted}]`,
    );
  const data = z.object(definition.data);
  const key = definition.key as keyof z.infer<typeof data> & string;
  const defined = { type, topic, version, upcast, compacted, key, data };
  definitions.set(type, defined as unknown as EventDefinition);
  return defined;
}

/** The definition of an event type, or undefined when this build does not know the type. */
export function eventDefinition(type: string): EventDefinition | undefined {
  return definitions.get(type);
}

/**
 * What a fact says, in the form that this build knows. One that a newer build wrote stays as it is.
 * @param version in which the data was written.
 * @throws what a step throws for data that never fitted its version.
 */
export function upcastData(
  definition: EventDefinition,
  data: Readonly<Record<string, unknown>>,
  version: number,
): Readonly<Record<string, unknown>> {
  let current = data;
  for (let from = version; from < definition.version; from++) {
    const step = definition.upcast[from];
    if (step === undefined) throw new Error(`${definition.type} never had a version ${from}`);
    current = step(current);
  }
  return current;
}

/** Whether the log may forget what a topic said of a key before its newest fact. */
export function isCompacted(topic: string): boolean {
  return eventDefinitions().some((definition) => definition.topic === topic && definition.compacted);
}

/** Every event type that this build knows. */
export function eventDefinitions(): EventDefinition[] {
  return [...definitions.values()];
}
