/** The system's code of a failed call, such as `ENOENT`; empty when it has none. */
export function errorCodeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
