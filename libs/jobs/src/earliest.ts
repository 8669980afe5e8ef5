/** The first of some instants; null when there is none. */
export function earliest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce(
    (first, next) => (next !== null && (first === null || next < first) ? next : first),
    null,
  );
}
