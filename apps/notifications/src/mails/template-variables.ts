import type { Liquid, Template } from 'liquidjs';
import { z } from 'zod';

/** A template speaks of something that its mail is never told. */
export class UnknownVariable extends Error {
  override readonly name = 'UnknownVariable';
}

/** The parts of a JSON Schema that say what lies within a value. */
interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  /** `#/$defs/<name>` */
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Shape>>;
}

const LOOP = /\{%-?\s*for\s+(\w+)\s+in\s+([\w.]+)/g;

/**
 * Reads a whole template, also the branches that are seldom taken: rendering meets an unknown variable only where it
 * comes by, and never in an `if`.
 * @param told what the mail is told.
 * @throws UnknownVariable
 */
export function refuseUnknownVariables(
  engine: Liquid,
  parsed: Template[],
  source: string,
  told: z.ZodType,
): void {
  const root = z.toJSONSchema(told, { io: 'input', unrepresentable: 'any' }) as Shape;
  const lists = new Map(
    [...source.matchAll(LOOP)].map(([, item = '', list = '']) => [item, list.split('.')]),
  );
  /** What `name` can be inside of any of these; empty when there is nothing of that name. */
  const within = (shapes: readonly Shape[], name: string): Shape[] =>
    shapes.flatMap(({ properties, items, anyOf = [], oneOf = [], $ref }) => {
      const named = root.$defs?.[$ref?.split('/').at(-1) ?? ''];
      const inside = within([...anyOf, ...oneOf, ...(named === undefined ? [] : [named])], name);
      const property =
        properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (property !== undefined) inside.push(property);
      if (items !== undefined && /^\d+$/.test(name)) inside.push(items);
      if (items !== undefined && name === 'size') inside.push({});
      return inside;
    });
  const resolve = (path: readonly string[]): Shape[] => {
    const [head = '', ...rest] = path;
    const list = lists.get(head);
    return rest.reduce(within, list === undefined ? within([root], head) : within(resolve(list), '0'));
  };
  const spoken = Object.values(engine.analyzeSync(parsed).variables).flat();
  for (const { segments } of spoken) {
    const path = segments.map(String);
    if (resolve(path).length === 0) throw new UnknownVariable(`The mail is never told of ${path.join('.')}`);
  }
}
