/** How many events of one group are handled at the same time. A constant: changing it never reorders a key. */
export const LANES = 4;

/** The lane of a key (FNV-1a): stable, so that all events of one key wait for each other. */
export function laneOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % LANES;
}
