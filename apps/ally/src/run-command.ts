import { parseArgs } from 'node:util';
import type { Command, Described, FoundingCommand } from './command.js';
import { commands } from './commands.js';
import { withAlly } from './found-ally.js';
import { helpOf, overview } from './help.js';
import { saidPlainly, WrongUse } from './said-plainly.js';

export interface Terminal {
  say(line: string): void;
  complain(line: string): void;
}

/** Of a command that was not given as it is to be. */
const WRONG_USE = 2;

/**
 * Runs the command that the words name.
 * @returns the exit code: 0 done, 1 not done or something found to be wrong, 2 not understood.
 */
export async function runCommand(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  { say, complain }: Terminal,
): Promise<number> {
  try {
    const command = commandOf(words);
    if (command === undefined) {
      say(overview(commands));
      return words.length === 0 ? WRONG_USE : 0;
    }
    const rest = words.slice(command.name.split(' ').length);
    if (asksForHelp(rest)) {
      say(helpOf(command));
      return 0;
    }
    const { given, options } = understood(command, rest);
    const call = { env, given, options, say };
    if ('found' in command) return await command.found(call);
    return await withAlly(env, (ally) => command.run({ ...call, ally }));
  } catch (error) {
    complain(saidPlainly(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)));
    return error instanceof WrongUse ? WRONG_USE : 1;
  }
}

/** @returns undefined when nothing but help is asked for. @throws WrongUse when there is no such command. */
function commandOf(words: readonly string[]): Command | FoundingCommand | undefined {
  const named = words.filter((word) => !word.startsWith('-'));
  if (named.length === 0 || named[0] === 'help') return undefined;
  const found = commands.find(({ name }) => startsWith(words, name));
  if (found !== undefined) return found;
  const alike = commands.filter(({ name }) => name.startsWith(`${named[0]} `)).map(({ name }) => name);
  throw new WrongUse(
    alike.length > 0
      ? `Say which: ${alike.join(', ')}.`
      : `There is no command ${named[0]}. \`npm run ally -- --help\` lists them.`,
  );
}

function startsWith(words: readonly string[], name: string): boolean {
  return name.split(' ').every((word, nth) => words[nth] === word);
}

function asksForHelp(words: readonly string[]): boolean {
  return words.includes('--help') || words.includes('-h');
}

/** @throws WrongUse naming what is missing, too much, or unknown. */
function understood({ name, takes, options }: Described, words: readonly string[]) {
  const parsed = (() => {
    try {
      return parseArgs({ args: [...words], options, allowPositionals: true });
    } catch (error) {
      throw new WrongUse(error instanceof Error ? error.message : 'The options are not understood.');
    }
  })();
  if (parsed.positionals.length !== takes.length) {
    const usage = takes.map((each) => ` <${each}>`).join('');
    throw new WrongUse(`It is to be given as: npm run ally -- ${name}${usage}`);
  }
  const given = Object.fromEntries(takes.map((each, nth) => [each, parsed.positionals[nth] ?? '']));
  return { given, options: { ...parsed.values } };
}
