const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** Connection exception, insufficient resources, operator intervention, system error (PostgreSQL, appendix A). */
const SQLSTATE_CLASSES = new Set(['08', '53', '57', '58']);
/** The server takes no writes for the time being, as while another takes over from it. */
const READ_ONLY = '25006';
/** A statement that took longer than it may: of operator intervention by its class, but it would again. */
const QUERY_CANCELED = '57014';

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** True when the database could not be asked, as opposed to having answered "no": the same work may succeed later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const code = codeOf(error);
  if (code === QUERY_CANCELED) return false;
  if (code !== undefined)
    return (
      NETWORK.has(code) || code === READ_ONLY || (code.length === 5 && SQLSTATE_CLASSES.has(code.slice(0, 2)))
    );
  return (
    error instanceof Error &&
    /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/i.test(
      error.message,
    )
  );
}
