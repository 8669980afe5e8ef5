import type { z } from 'zod';
import type { RefusalKind } from '#libs/contracts';

/** A body that is not JSON: a page, a file. */
export interface OtherBody {
  readonly mediaType: string;
}

/** An answer that a person's browser shows. */
export const PAGE: OtherBody = { mediaType: 'text/html' };

/** One way in which a route answers when it succeeds. */
export interface Answer {
  readonly says: string;
  /** Undefined: the answer has no body. */
  readonly body?: z.ZodType | OtherBody;
}

/** What `/openapi.json` says of a route, beyond what its parameters and guards say by themselves. */
export interface RouteDescription<Body extends z.ZodType | OtherBody = z.ZodType | OtherBody> {
  /** Unique, camelCase: what generated clients call it. */
  readonly operation: string;
  /** One sentence. */
  readonly summary: string;
  /** A success says in `ETag` which version it is, for the `If-Match` of an edit. */
  readonly versioned?: true;
  /** What a success brings; its status is that of `@HttpCode`, or Nest's. */
  readonly answer?: Body;
  /** Other successes by their status: a redirect for a browser, a part of a file. */
  readonly otherAnswers?: Readonly<Record<number, Answer>>;
  /** The codes of the refusals that its use case throws. What every route of its sort refuses is added by itself. */
  readonly refuses?: Partial<Record<RefusalKind, readonly string[]>>;
  /** Problems that are no refusals of a use case, by their status. */
  readonly otherProblems?: Readonly<Record<number, readonly string[]>>;
  /** The body of the request, where it is not checked by `@Body({ schema })`: a file, a provider's own format. */
  readonly takes?: OtherBody;
}

type DeepReadonly<Value> = Value extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
    : Value;

/** What a handler may return: the described body, or nothing because it sends the answer itself. */
type Returned<Body> = Body extends z.ZodType ? DeepReadonly<z.input<Body>> | void : unknown;

const ROUTE = Symbol('route description');

/**
 * Describes a route for `/openapi.json`. The compiler holds what the handler returns against `answer`; the tests hold
 * every answer that goes over the wire against the whole document.
 */
export function Route<Body extends z.ZodType | OtherBody>(description: RouteDescription<Body>) {
  return <Handler extends (...args: never[]) => Promise<Returned<Body>>>(
    _target: object,
    _name: string | symbol,
    descriptor: TypedPropertyDescriptor<Handler>,
  ): void => {
    Reflect.defineMetadata(ROUTE, description, descriptor.value as object);
  };
}

/** The description of a controller's method, or undefined when it has none. */
export function routeDescriptionOf(handler: object): RouteDescription | undefined {
  return Reflect.getMetadata(ROUTE, handler) as RouteDescription | undefined;
}
