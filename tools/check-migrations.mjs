/**
 * Migrations that may run while the build before them still does expand and take nothing away: builds that know the
 * tables as they were go on (docs/decisions/0028). One that takes something away, once no build asks for it any more,
 * says so by its name: `Contract…`. Reads the migrations below the current folder; those of before the rule are free.
 */
import { readFileSync, readdirSync } from 'node:fs';
import ts from 'typescript';

/** The last of those from before. */
const BEFORE = 1765000000001;

/** What a build that runs may stumble over, and what to do instead. */
const taking = [
  [/\bdrop\s+(table|column|schema|view|type|function|sequence)\b/i, 'drops what a running build may ask for'],
  [
    /\balter\s+table\b.*\bdrop\s+(?!constraint\b|default\b|not\b|expression\b|identity\b)\w/is,
    'drops what a running build may ask for',
  ],
  [/\bset\s+schema\b/i, 'moves what a running build asks for'],
  [/\brename\b/i, 'renames what a running build asks for: add the new, write both, contract later'],
  [
    /\balter\s+(column\s+)?\S+\s+(set\s+data\s+)?type\b/i,
    'changes a type: add a column, write both, contract later',
  ],
  [/\balter\s+(column\s+)?\S+\s+set\s+not\s+null\b/i, 'asks for what a running build may not write'],
  [/\balter\s+(column\s+)?\S+\s+drop\s+default\b/i, 'asks for what a running build leaves to the default'],
  [/\badd\s+(constraint|check|unique|primary|foreign|exclude)\b/i, 'may refuse what a running build writes'],
  [/\bcreate\s+unique\s+index\b/i, 'may refuse what a running build writes'],
  // `ON CONFLICT (…)` fails where no unique index is left for it.
  [/\bdrop\s+(index|constraint)\b/i, 'drops what a running build may name in ON CONFLICT: contract later'],
  [/^\s*(truncate|delete\s+from)\b/i, 'removes rows that a running build may need'],
];

const NEW_COLUMN =
  /\badd\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?(?!constraint|check|primary|foreign|unique|exclude)\w+\s+[^,;]*/gi;

const ADDED_CHECK = /\badd\s+constraint\s+\w+\s+(?=check\b|foreign\b)/gi;

/** A check in the place of another is how one is widened; a unique constraint is one that may be named. */
function isWidening(statement) {
  return /\bdrop\s+constraint\b/i.test(statement) && statement.search(ADDED_CHECK) >= 0;
}

/** What of the statements takes something away. Tables that are made here are free: nobody knows them yet. */
function takenAway(text) {
  const sql = text.replace(/--.*$/gm, ' ');
  const made = new Set(
    [...sql.matchAll(/\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?(\w+)/gi)].map(([, name]) => name),
  );
  return sql
    .split(';')
    .filter((statement) => {
      const [, table] =
        /\b(?:alter\s+table|index\s+\w+\s+on|delete\s+from|truncate(?:\s+table)?)\s+(?:only\s+)?(\w+)/i.exec(
          statement,
        ) ?? [];
      return !made.has(table);
    })
    .flatMap((statement) => {
      const rest = isWidening(statement)
        ? statement.replace(ADDED_CHECK, ' ').replace(/\bdrop\s+constraint\b/gi, ' ')
        : statement;
      const found = taking.filter(([pattern]) => pattern.test(rest)).map(([, why]) => why);
      // `numeric(10, 2)` is one word here.
      const flat = statement.replace(/\([^()]*\)/g, ' ');
      const columns = /\balter\s+table\b/i.test(flat) ? (flat.match(NEW_COLUMN) ?? []) : [];
      const isAskedFor = columns.some(
        (column) => /\bnot\s+null\b/i.test(column) && !/\bdefault\b|\bgenerated\b/i.test(column),
      );
      return isAskedFor
        ? [...found, 'adds a column that a running build does not write: give it a default']
        : found;
    });
}

/** The texts in a class's `up`, one statement or several. */
function textsOfUp(migration, source) {
  const up = migration.members.find(
    (member) => ts.isMethodDeclaration(member) && member.name.getText(source) === 'up',
  );
  const texts = [];
  const visit = (node) => {
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
    if (isText) texts.push(node.getText(source).slice(1, -1));
    else ts.forEachChild(node, visit);
  };
  if (up !== undefined) visit(up);
  return texts;
}

function findings(path) {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.filter(ts.isClassDeclaration).flatMap((migration) => {
    const name = migration.name?.text ?? '';
    const number = Number(/\d{13}$/.exec(name)?.[0]);
    if (!(number > BEFORE) || name.startsWith('Contract')) return [];
    const whys = new Set(textsOfUp(migration, source).flatMap(takenAway));
    return [...whys].map((why) => `${path}: ${name} ${why}`);
  });
}

const found = ['apps', 'libs']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((path) => `${folder}/${path}`.replaceAll('\\', '/')),
  )
  .filter((path) => /\/migrations\/[^/]+\.ts$/.test(path) && !path.endsWith('.spec.ts'))
  .flatMap(findings);

for (const finding of found) console.log(finding);
process.exitCode = found.length === 0 ? 0 : 1;
