/** A value that PostgreSQL's driver can take as a parameter. */
export type SqlValue = string | number | boolean | Date | Buffer | null | readonly SqlValue[] | object;

/** A statement as pg takes it. */
interface PreparedQuery {
  readonly name?: string;
  readonly text: string;
  readonly values: SqlValue[];
}

/** More texts than the code has: what goes beyond was put together from data, and is not worth remembering. */
const REMEMBERED_TEXTS = 1_000;
const names = new Map<string, string>();

/**
 * Names a statement by its text, so that each connection has PostgreSQL read and plan it once. Statements without
 * parameters stay as they are: they may be several in one text, which cannot be prepared.
 */
export function prepared(text: string, parameters: readonly SqlValue[]): PreparedQuery {
  const values = [...parameters];
  if (values.length === 0) return { text, values };
  let name = names.get(text);
  if (name === undefined && names.size < REMEMBERED_TEXTS) {
    name = `ally ${names.size}`;
    names.set(text, name);
  }
  return name === undefined ? { text, values } : { name, text, values };
}
