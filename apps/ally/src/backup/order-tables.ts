/** A table refers to rows of another: `from` needs `to`. */
interface Reference {
  readonly from: string;
  readonly to: string;
}

/**
 * Sorts tables, so that what a row refers to is there before it.
 * @throws Error when some refer to each other in a circle.
 */
export function orderTables<Table extends { readonly schema: string; readonly name: string }>(
  tables: readonly Table[],
  references: readonly Reference[],
): Table[] {
  const ordered: Table[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const missing = new Set(left.map(nameOf));
    const ready = left.filter(
      (table) => !references.some(({ from, to }) => from === nameOf(table) && missing.has(to)),
    );
    if (ready.length === 0) throw new Error(`Tables refer to each other: ${[...missing].join(', ')}`);
    ordered.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return ordered;
}

const nameOf = ({ schema, name }: { readonly schema: string; readonly name: string }) => `${schema}.${name}`;
