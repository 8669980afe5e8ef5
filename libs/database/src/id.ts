import { v7 } from 'uuid';

/** A new row's id: UUID v7 (RFC 9562), so that ids of one process sort by the time of their making. */
export function newId(): string {
  return v7();
}
