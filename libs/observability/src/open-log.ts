import { pino, type DestinationStream, type Logger } from 'pino';
import { z } from 'zod';
import { logContext } from './log-context.js';
import { asText } from './log-text.js';
import { isError, redactedFields, redactedText, redactedValue } from './redact.js';

/** The settings that every process reads of its log, by their names in the environment. */
export const logSettings = {
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  /** Text on a terminal and JSON elsewhere, unless it is said. */
  LOG_FORMAT: z.enum(['json', 'text']).default(process.stdout.isTTY ? 'text' : 'json'),
};

/** The log of one process. */
export type Log = Logger;

/** How a process logs. */
export interface LogOptions {
  readonly level: z.output<typeof logSettings.LOG_LEVEL>;
  /** `json`: an object a line, for programs; `text`: for the person at the terminal. */
  readonly format: 'json' | 'text';
  /** Which of several processes writes, as `payments worker`: with its number a part of each line. */
  readonly process?: string;
}

/** @returns what `logSettings` have read, as `openLog` takes it. */
export function logOptions(settings: {
  LOG_LEVEL: LogOptions['level'];
  LOG_FORMAT: LogOptions['format'];
}): LogOptions {
  return { level: settings.LOG_LEVEL, format: settings.LOG_FORMAT };
}

/**
 * A log on standard output. Each line carries the ids of the request, event and trace in hand; fields that hold a
 * secret or a person are hidden, and so are addresses, keys and tokens within texts.
 */
export function openLog(
  { level, format, process: name }: LogOptions,
  destination: DestinationStream = pino.destination(1),
): Logger {
  return pino(
    {
      level,
      base: name === undefined ? null : { process: name, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: logContext,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redactedFields(fields),
      },
      // `formatters.log` has made of errors what may be told of them.
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod(parts, method) {
          method.apply(this, withoutSecrets(parts) as typeof parts);
        },
      },
    },
    format === 'json' ? destination : { write: (line) => destination.write(asText(line)) },
  );
}

/** What pino would put into the text of a line: everything but the fields, which `formatters.log` sees to. */
function withoutSecrets([first, ...more]: readonly unknown[]): unknown[] {
  const rest = more.map((part) => redactedValue(part));
  if (typeof first !== 'object' || first === null) return [redactedValue(first), ...rest];
  if (!isError(first)) return [first, ...rest];
  return [{ err: first }, ...(rest.length > 0 ? rest : [redactedText(first.message)])];
}
