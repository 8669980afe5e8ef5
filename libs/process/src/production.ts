import { isExposed, namesOf, whyNotListenOn, type DemoPart, type Exposure } from './exposure.js';

/** Words by which a made-up secret gives itself away, as in `change-me` or `an-example-key`. */
const MADE_UP = /change|example|default|secret|password|dummy|sample|replace|own-key|test[-_]key|not[-_]for/i;
/** What is published with Ally for a machine of one's own. */
const PUBLISHED_PASSWORDS = new Set(['ally', 'postgres', 'password', 'admin', 'changeme']);
/** Random bytes hardly ever have so few different ones. */
const FEWEST_DIFFERENT_BYTES = 16;
const FEWEST_DIFFERENT_CHARACTERS = 10;
const INSTANCE_KEY_BYTES = 32;

/**
 * Where it is said to be production, and where others can reach it though nobody has said so, nothing may be made up.
 * @param parts what of a demo the process would run with.
 * @returns the sentence to refuse with, which names the setting, or undefined.
 */
export function whyNotStart(
  env: NodeJS.ProcessEnv,
  exposure: Exposure,
  parts: readonly DemoPart[],
): string | undefined {
  return whyNotInProduction(env, parts) ?? whyNotListenOn(exposure, parts) ?? whyNotReached(env, exposure);
}

function whyNotReached(env: NodeJS.ProcessEnv, { host, publicUrl, isDemo }: Exposure): string | undefined {
  const wrong = isDemo || !isExposed(host, publicUrl) ? undefined : publishedSecretOf(env);
  if (wrong === undefined) return undefined;
  return `Ally would listen on ${publicUrl ?? host}, and ${wrong}: set something else there, or ALLY_DEMO=1 for a demo.`;
}

/** `NODE_ENV=production` without `ALLY_DEMO=1` means that people and their money are near. */
function whyNotInProduction(env: NodeJS.ProcessEnv, parts: readonly DemoPart[]): string | undefined {
  if (env.NODE_ENV !== 'production' || env.ALLY_DEMO === '1') return undefined;
  const wrong = parts.length > 0 ? `has ${namesOf(parts)}` : publishedSecretOf(env);
  if (wrong === undefined) return undefined;
  return `Ally runs in production (NODE_ENV) and ${wrong}: set something else there, or ALLY_DEMO=1 for a demo.`;
}

function publishedSecretOf(env: NodeJS.ProcessEnv): string | undefined {
  if (env.ALLY_INSTANCE_KEY !== undefined && isWeakInstanceKey(env.ALLY_INSTANCE_KEY))
    return 'ALLY_INSTANCE_KEY is not 32 random bytes in base64';
  for (const name of ['ALLY_OPERATOR_KEY', 'ALLY_METRICS_TOKEN'] as const) {
    const key = env[name];
    if (key !== undefined && isMadeUp(key)) return `${name} is one that anybody can guess`;
  }
  for (const name of ['DATABASE_URL', 'REDIS_URL'] as const) {
    const password = passwordOf(env[name]);
    if (password !== undefined && (PUBLISHED_PASSWORDS.has(password) || MADE_UP.test(password)))
      return `the password in ${name} is one that anybody can guess`;
  }
  return undefined;
}

function isMadeUp(key: string): boolean {
  return (
    MADE_UP.test(key) || new Set(key.replace(/^ally_(test|live)_/, '')).size < FEWEST_DIFFERENT_CHARACTERS
  );
}

function isWeakInstanceKey(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  return (
    MADE_UP.test(text) ||
    MADE_UP.test(bytes.toString('latin1')) ||
    bytes.length < INSTANCE_KEY_BYTES ||
    new Set(bytes).size < FEWEST_DIFFERENT_BYTES
  );
}

/** @returns undefined when there is no such URL: whoever needs it says so. */
function passwordOf(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  return decodeURIComponent(new URL(url).password);
}
