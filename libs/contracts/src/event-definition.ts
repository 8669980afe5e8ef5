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
  /** The newest fact of a key says all about it, so the log may forget the older ones. The same for a whole topic. */
  readonly compacted: boolean;
  readonly key: keyof z.infer<Shape> & string;
  readonly data: Shape;
}

/** A fact as a consumer receives it. */
export interface EventOf<Definition extends EventDefinition> {
  readonly id: string;
  readonly type: string;
  readonly key: string;
  readonly occurredAt: Date;
  readonly data: z.infer<Definition['data']>;
}

const definitions = new Map<string, EventDefinition>();

/** Unknown fields are ignored, so that a newer publisher does not break an older consumer. */
export function defineEvent<Shape extends z.ZodRawShape>(definition: {
  type: string;
  topic: string;
  /** 1 if nothing is said. */
  version?: number;
  /** False if nothing is said. */
  compacted?: boolean;
  key: keyof Shape & string;
  data: Shape;
}): EventDefinition<z.ZodObject<Shape>> {
  const { type, topic, version = 1, compacted = false } = definition;
  if (definitions.has(type)) throw new Error(`Event type ${type} is defined twice`);
  const data = z.object(definition.data);
  const key = definition.key as keyof z.infer<typeof data> & string;
  const defined = { type, topic, version, compacted, key, data };
  definitions.set(type, defined as unknown as EventDefinition);
  return defined;
}

/** The definition of an event type, or undefined when this build does not know the type. */
export function eventDefinition(type: string): EventDefinition | undefined {
  return definitions.get(type);
}

/** Whether the log may forget what a topic said of a key before its newest fact. */
export function isCompacted(topic: string): boolean {
  return eventDefinitions().some((definition) => definition.topic === topic && definition.compacted);
}

/** Every event type that this build knows. */
export function eventDefinitions(): EventDefinition[] {
  return [...definitions.values()];
}
