import type { Contents } from './manifest.js';

/** How much a backup holds, for people. */
export function sizesOf({ tables, files }: Contents): string {
  const rows = sum(tables.map((table) => table.rows));
  const bytes = sum([...tables, ...files].map(({ size }) => size));
  const megabytes = (bytes / 1024 / 1024).toFixed(1);
  return `${rows} rows of ${tables.length} tables and ${files.length} files, ${megabytes} MB`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
