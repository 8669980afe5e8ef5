import type { ParseArgsConfig } from 'node:util';
import type { FoundAlly } from './found-ally.js';

/** What a command was called with. */
export interface Call {
  readonly ally: FoundAlly;
  /** The settings, such as DATABASE_URL. */
  readonly env: NodeJS.ProcessEnv;
  /** By the names of `takes`; all there. */
  readonly given: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  /** Prints a line for the person at the terminal, or for the program that asked. */
  say(line: string): void;
}

/** What help says of a command, and how it is to be given. */
export interface Described {
  /** One or two words. */
  readonly name: string;
  /** What it must be given, in order. */
  readonly takes: readonly string[];
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** What it does, in one sentence. */
  readonly does: string;
  /** More lines for its own help: its options and what it answers. */
  readonly help: readonly string[];
}

/** Something that an operator can have done with an Ally from the command line. */
export interface Command extends Described {
  /** @returns the exit code. */
  run(call: Call): Promise<number>;
}

/** Something that makes an Ally where there is none. */
export interface FoundingCommand extends Described {
  /** @returns the exit code. */
  found(call: Omit<Call, 'ally'>): Promise<number>;
}
