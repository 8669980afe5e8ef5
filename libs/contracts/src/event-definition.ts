import { z } from 'zod';

/**
 * One kind of fact that a service publishes (CloudEvents 1.0 `type`), with the topic it is written to
 * and the schema of its data. `key` names the field of the data that is the aggregate's id: facts of one key
 * reach every consumer in the order in which they happened.
 */
export interface EventDefinition<Shape extends z.ZodObject = z.ZodObject> {
  readonly type: string;
  readonly topic: string;
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
  key: keyof Shape & string;
  data: Shape;
}): EventDefinition<z.ZodObject<Shape>> {
  const { type, topic } = definition;
  if (definitions.has(type)) throw new Error(`Event type ${type} is defined twice`);
  const data = z.object(definition.data);
  const key = definition.key as keyof z.infer<typeof data> & string;
  const defined = { type, topic, key, data };
  definitions.set(type, defined as unknown as EventDefinition);
  return defined;
}

/** The definition of an event type, or undefined when this build does not know the type. */
export function eventDefinition(type: string): EventDefinition | undefined {
  return definitions.get(type);
}

/** Every event type that this build knows. */
export function eventDefinitions(): EventDefinition[] {
  return [...definitions.values()];
}
