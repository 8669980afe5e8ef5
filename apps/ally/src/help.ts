import type { Described } from './command.js';

const usageOf = ({ name, takes }: Described) => [name, ...takes.map((each) => `<${each}>`)].join(' ');

/** What there is, one line per command. */
export function overview(commands: readonly Described[]): string {
  const widest = Math.max(...commands.map((command) => usageOf(command).length));
  return [
    'npm run ally -- <command>',
    '',
    ...commands.map((command) => `  ${usageOf(command).padEnd(widest)}  ${command.does}`),
    '',
    'They work on the data folder ALLY_DATA_DIR (.ally), whether Ally runs there or not, or on the database of',
    'DATABASE_URL. `npm run ally -- <command> --help` says more of one.',
  ].join('\n');
}

/** All there is to say of one command. */
export function helpOf(command: Described): string {
  const options = Object.entries(command.options).map(([name, { type }]) =>
    type === 'string' ? ` [--${name} <…>]` : ` [--${name}]`,
  );
  return [
    `npm run ally -- ${usageOf(command)}${options.join('')}`,
    '',
    `  ${command.does}`,
    ...command.help.map((line) => `  ${line}`),
  ].join('\n');
}
