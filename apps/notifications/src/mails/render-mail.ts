import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Liquid, type Template } from 'liquidjs';
import { formatBytes, formatClock, formatDay, formatInstant, formatMoney, formatPeriod } from './format.js';
import { mailTemplates, type MailTemplate, type MailVariables } from './mail-templates.js';
import { refuseUnknownVariables } from './template-variables.js';

export interface RenderedMail {
  /** One line. */
  subject: string;
  html: string;
  text: string;
}

type CompiledMail = Record<keyof RenderedMail, Template[]>;

/** The wording of the templates is American English, and so are their dates and amounts. */
const locale = 'en-US';
const escaping = createEngine({ outputEscape: 'escape' });
const plain = createEngine({});
const compiledMails = new Map<MailTemplate, CompiledMail>();

/**
 * Fills in one mail. Values are escaped in the HTML and never in the text or the subject.
 * No half-filled mail leaves the house.
 * @throws ZodError for a missing, unknown or malformed variable, UnknownVariable where the template asks for another.
 */
export async function renderMail<T extends MailTemplate>(
  template: T,
  variables: MailVariables[T],
): Promise<RenderedMail> {
  const values = mailTemplates[template].parse(variables);
  const compiled = compiledMails.get(template) ?? (await compileMail(template));
  const write = (engine: Liquid, part: Template[]): string => String(engine.renderSync(part, values));
  return {
    subject: write(plain, compiled.subject).replace(/\s+/g, ' ').trim(),
    html: write(escaping, compiled.html),
    text: `${write(plain, compiled.text)
      .replace(/\n{3,}/g, '\n\n')
      .trim()}\n`,
  };
}

async function compileMail(template: MailTemplate): Promise<CompiledMail> {
  const read = (ending: string) => readFile(join(mailsFolder(), `${template}.${ending}`), 'utf8');
  const [subject, html, text] = await Promise.all([read('subject.txt'), read('html'), read('txt')]);
  const compiled = {
    subject: parsePart(plain, template, subject),
    html: parsePart(escaping, template, html),
    text: parsePart(plain, template, text),
  };
  compiledMails.set(template, compiled);
  return compiled;
}

/** @throws UnknownVariable when it speaks of something that this mail is never told. */
export function parsePart(engine: Liquid, template: MailTemplate, source: string): Template[] {
  const parsed = engine.parse(source, template);
  refuseUnknownVariables(engine, parsed, source, mailTemplates[template]);
  return parsed;
}

/** Where tools/build-mails.mjs puts the compiled mails: the same folder from source and from dist. */
function mailsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!isPackageRoot(folder)) {
    if (folder === dirname(folder))
      throw new Error('The compiled mails are found only inside the ally package');
    folder = dirname(folder);
  }
  return join(folder, 'dist', 'mails');
}

function isPackageRoot(folder: string): boolean {
  const file = join(folder, 'package.json');
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'ally';
}

function createEngine(options: { outputEscape?: 'escape' }): Liquid {
  const engine = new Liquid({ strictVariables: true, strictFilters: true, lenientIf: true, ...options });
  engine.registerFilter('money', (money: { amount: number; currency: string }) => formatMoney(money, locale));
  engine.registerFilter('instant', (iso: string, zone: string) => formatInstant(iso, zone, locale));
  engine.registerFilter('clock', (iso: string, zone: string) => formatClock(iso, zone, locale));
  engine.registerFilter('day', (iso: string, zone: string) => formatDay(iso, zone, locale));
  engine.registerFilter('period', (from: string, to: string, zone: string) =>
    formatPeriod(from, to, zone, locale),
  );
  engine.registerFilter('bytes', (bytes: number) => formatBytes(bytes, locale));
  return engine;
}
