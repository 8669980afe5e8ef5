/** What sort of "no" this is. The HTTP edge maps each kind to one status; the domain never knows a status. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'precondition-failed'
  | 'too-large'
  | 'unprocessable'
  | 'precondition-required'
  | 'too-many'
  | 'unavailable';

/** One bad place in the input. `pointer` is a JSON pointer (RFC 6901) into the body, or `?name` / `header:name`. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/**
 * An expected "no", as the domain says it: a stable `code` that clients may branch on, and a sentence for a person.
 * Nothing has changed when it is thrown.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly kind: RefusalKind,
    readonly code: string,
    readonly detail: string,
    readonly errors: readonly FieldError[] = [],
    /** When it is worth asking again, where time helps. */
    readonly retryAfterSeconds?: number,
  ) {
    super(`${code}: ${detail}`);
  }
}
