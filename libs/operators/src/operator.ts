import { SCOPES, type Scope } from './scopes.js';

/** Who acts on behalf of the foundation, and what they may do. */
export interface Operator {
  /** The id of the API key; `root` for the instance's own key; `this-machine` for a command on its machine. */
  readonly id: string;
  /** The name of the key. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** When their key ends by itself; null when it does not. */
  readonly expiresAt: Date | null;
  /** The `Request-Id` of the request that they act by; null when it was none. */
  readonly requestId: string | null;
}

/** Who shows the instance's own key, from its configuration: may do everything, and cannot be revoked. */
export function rootOperator(requestId: string | null): Operator {
  return { id: 'root', name: 'root', scopes: SCOPES, expiresAt: null, requestId };
}

/**
 * Who runs a program on Ally's own machine, and so has the database anyway: a command, or the seed.
 * @param name of the program.
 */
export function operatorOnThisMachine(name: string): Operator {
  return { id: 'this-machine', name, scopes: SCOPES, expiresAt: null, requestId: null };
}
