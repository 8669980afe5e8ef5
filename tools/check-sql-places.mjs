/**
 * SQL stands in `*.repository.ts`, in `*.invariants.ts` (which only read), in migrations and in the libs that are about
 * the database, and nowhere else: whoever asks what touches a table reads one file. Reads apps and libs below the current folder; specs are free.
 */
import { readFileSync, readdirSync } from 'node:fs';
import ts from 'typescript';

const mayHoldSql =
  /\.spec\.ts$|\.(repository|invariants)\.ts$|\/migrations\/|^libs\/(events|http|database|jobs|invariants)\//;

const beginsAsSql = new RegExp(
  String.raw`^(?:` +
    [
      String.raw`select\s[\s\S]+?\sfrom\s`,
      String.raw`select\s+(\d|\w+\()`,
      String.raw`insert\s+into\s`,
      String.raw`update\s+\S+(\s+as)?(\s+\w+)?\s+set\s`,
      String.raw`delete\s+from\s`,
      String.raw`with\s+(recursive\s+)?"?\w+"?\s*(\([^)]*\)\s*)?as\s+(not\s+)?(materialized\s*)?\(`,
      String.raw`(create|alter|drop)\s+((or|replace|unique|unlogged|materialized)\s+)*(table|index|schema|type|view|function|trigger|sequence|extension|role|database)\s`,
      String.raw`(truncate|lock)\s+table\s`,
    ].join('|') +
    ')',
  'i',
);

/** True for a statement or its beginning; false for English that begins alike ("Select a seat from the list"). */
function isSql(text) {
  const statement = text.replace(/^(\s|--.*\n)+/, '');
  const [keyword] = statement.match(/^[a-z]*/i);
  const cased = keyword === keyword.toLowerCase() || keyword === keyword.toUpperCase();
  return cased && beginsAsSql.test(statement);
}

/** The lines of the file on which a string or template with SQL begins. */
function linesWithSql(path) {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const lines = [];
  const visit = (node) => {
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
    if (isText && isSql(node.getText(source).slice(1, -1))) {
      lines.push(source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return lines;
}

const places = ['apps', 'libs']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((path) => `${folder}/${path}`.replaceAll('\\', '/')),
  )
  .filter((path) => path.endsWith('.ts') && !mayHoldSql.test(path))
  .flatMap((path) => linesWithSql(path).map((line) => `${path}:${line}`));

for (const place of places)
  console.log(
    `${place}: SQL belongs in a repository (<noun>.repository.ts), an invariant (<noun>.invariants.ts) or a migration`,
  );
process.exitCode = places.length === 0 ? 0 : 1;
