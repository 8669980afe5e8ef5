// Compiles the MJML mails to dist/mails/<name>.{html,txt,subject.txt}. Liquid tags pass through untouched:
// the notifications service fills them in when it sends. Plain JavaScript, because it runs before any build.
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'apps/notifications/src/mails/templates');
const output = join(root, 'dist/mails');
const endings = ['html', 'txt', 'subject.txt'];

/** Milliseconds since the epoch of the last change, or undefined where there is no such file. */
async function changedAt(file) {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function isUpToDate(names, inputs) {
  const outputs = names.flatMap((name) => endings.map((ending) => join(output, `${name}.${ending}`)));
  const outputTimes = await Promise.all(outputs.map(changedAt));
  const newestInput = Math.max(...(await Promise.all(inputs.map(changedAt))));
  return outputTimes.every((time) => time > newestInput);
}

/** The address of a link on a line of its own, where every mail program finds it whole. */
function writeLink(element, walk, builder) {
  walk(element.children, builder);
  builder.addLineBreak();
  builder.addInline(element.attribs.href, { noWordTransform: true });
}

const paragraph = { leadingLineBreaks: 2, trailingLineBreaks: 2 };
const textOptions = {
  wordwrap: false,
  formatters: { writeLink },
  selectors: [
    { selector: 'div[style^="display:none"]', format: 'skip' },
    { selector: 'h1', options: { uppercase: false } },
    { selector: 'tr', format: 'block', options: paragraph },
    { selector: 'a', format: 'writeLink' },
  ],
};
const subjectOptions = { wordwrap: false, baseElements: { selectors: ['title'] } };

async function compile(names) {
  const [{ default: mjml }, { convert }] = await Promise.all([import('mjml'), import('html-to-text')]);
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  for (const name of names) {
    const filePath = join(source, `${name}.mjml`);
    const { html } = await mjml(await readFile(filePath, 'utf8'), {
      filePath,
      ignoreIncludes: false,
      keepComments: false,
      validationLevel: 'strict',
    });
    await writeFile(join(output, `${name}.html`), html);
    await writeFile(join(output, `${name}.txt`), `${convert(html, textOptions)}\n`);
    await writeFile(join(output, `${name}.subject.txt`), convert(html, subjectOptions));
  }
}

const files = (await readdir(source, { recursive: true })).filter((file) => file.endsWith('.mjml'));
const names = files
  .filter((file) => !file.startsWith('layout'))
  .map((file) => file.slice(0, -'.mjml'.length));
const inputs = [
  ...files.map((file) => join(source, file)),
  join(root, 'package-lock.json'),
  fileURLToPath(import.meta.url),
];
if (!(await isUpToDate(names, inputs))) await compile(names);
