import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { paths } from './api.js';

export type { components, paths } from './api.js';
export type AllyApi = Client<paths>;

export interface AllyApiOptions {
  /** Where Ally is, without a slash at its end. */
  readonly url: string;
  /** An API key, the token of a link, or a person's session; a call may bring another in its headers. */
  readonly token?: string;
}

/** A typed client of the whole API (openapi-fetch), held against `/openapi.json` by the compiler. */
export function allyApi({ url, token }: AllyApiOptions): AllyApi {
  const api = createClient<paths>({ baseUrl: url });
  if (token !== undefined) api.use(withToken(token));
  return api;
}

/** An answer that is a problem (RFC 9457). */
export class AllyProblem extends Error {
  override readonly name = 'AllyProblem';

  constructor(
    readonly status: number,
    /** Stable: what programs may branch on. */
    readonly code: string,
    detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

/**
 * The body of a call's success.
 * @throws AllyProblem when the answer is a problem.
 */
export async function told<Body>(
  call: Promise<{ data?: Body; error?: unknown; response: Response }>,
): Promise<Body> {
  const { data, error, response } = await call;
  if (response.ok) return data as Body;
  const { code = String(response.status), detail = '' } = (error ?? {}) as { code?: string; detail?: string };
  throw new AllyProblem(response.status, code, detail);
}

function withToken(token: string): Middleware {
  return {
    onRequest({ request }) {
      if (!request.headers.has('authorization')) request.headers.set('authorization', `Bearer ${token}`);
    },
  };
}
