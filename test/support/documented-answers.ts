/**
 * For jest's `setupFiles`: every answer that a test gets over HTTP from Ally must be one that `/openapi.json` promises,
 * by its status, its sort, its headers and its body. A route that answers otherwise fails the test that asked it.
 */
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

interface Media {
  readonly schema: object;
}
interface Promised {
  readonly headers?: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly content?: Readonly<Record<string, Media>>;
}
interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, Promised>>;
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const DOCUMENT = '/openapi.json';
const openApi = JSON.parse(
  readFileSync(new URL('../../docs/api/openapi.json', import.meta.url), 'utf8'),
) as OpenApi;
const ajv = new Ajv2020({ strict: false, allErrors: true });
(formats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema(openApi, DOCUMENT);

/** Routes with fixed names come before those with a parameter at the same place. */
const templates = Object.keys(openApi.paths)
  .toSorted((one, other) => one.split('{').length - other.split('{').length)
  .map((path) => ({ path, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }));
const validators = new Map<string, ValidateFunction>();
const fetchAnything = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const request = input instanceof Request ? input : undefined;
  const url = new URL(request?.url ?? String(input));
  const method = (init?.method ?? request?.method ?? 'GET').toLowerCase();
  const accept = new Headers(init?.headers ?? request?.headers).get('accept') ?? '';
  const response = await fetchAnything(input, init);
  const path = templates.find(({ pattern }) => pattern.test(url.pathname))?.path;
  const operation = path === undefined ? undefined : openApi.paths[path]?.[method];
  if (path !== undefined && operation !== undefined && url.hostname === '127.0.0.1' && !response.redirected) {
    await holdAgainst(operation, `/paths/${escaped(path)}/${method}`, response, accept.includes('text/html'));
  }
  return response;
};

/** @throws when the document promises no such answer. */
async function holdAgainst(
  { operationId, responses }: Operation,
  pointer: string,
  response: Response,
  isForBrowser: boolean,
): Promise<void> {
  const { status } = response;
  const complain = (what: string) => {
    throw new Error(`${operationId} answered ${status} ${what}, which /openapi.json does not promise`);
  };
  // What nobody has thought of is no promise; the tests that break something on purpose ask for it.
  if (status === 500) return;
  const promised = responses[status];
  if (promised === undefined) return complain('');
  for (const [name, { required }] of Object.entries(promised.headers ?? {}))
    if (required === true && !response.headers.has(name)) return complain(`without ${name}`);
  const mediaType = response.headers.get('content-type')?.split(';')[0] ?? '';
  if (isForBrowser || promised.content === undefined || status === 304) return;
  const media = promised.content[mediaType];
  const isFile = 'application/octet-stream' in promised.content;
  if (media === undefined && !isFile) return complain(`as ${mediaType}`);
  if (!mediaType.endsWith('json') || isFile) return;
  const place = `${pointer}/responses/${status}/content/${escaped(mediaType)}/schema`;
  const validate = validators.get(place) ?? ajv.compile({ $ref: `${DOCUMENT}#${place}` });
  validators.set(place, validate);
  if (!validate(await response.clone().json())) complain(`with ${ajv.errorsText(validate.errors)}`);
}

function escaped(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}
