import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** What Nest tells of itself while it starts; a hundred lines that only help when the start is the question. */
const OF_NEST = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'NestMicroservice',
]);

/** Nest's `Logger`, whose lines go to the process's log with their context. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...more: unknown[]): void {
    const context = more.at(-1);
    this.write(typeof context === 'string' && OF_NEST.has(context) ? 'debug' : 'info', message, more);
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.write('fatal', message, more);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.write('error', message, more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.write('warn', message, more);
  }

  debug(message: unknown, ...more: unknown[]): void {
    this.write('debug', message, more);
  }

  verbose(message: unknown, ...more: unknown[]): void {
    this.write('trace', message, more);
  }

  /** Nest passes the context last, and before it the stack of an error or further parts of the message. */
  private write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    message: unknown,
    more: readonly unknown[],
  ): void {
    if (!this.logger.isLevelEnabled(level)) return;
    const context = typeof more.at(-1) === 'string' ? more.at(-1) : undefined;
    const stack = more.slice(0, -1).find((part) => typeof part === 'string' && part.includes('\n    at '));
    const fields = { ...(context !== undefined && { context }), ...(stack !== undefined && { stack }) };
    if (message instanceof Error) this.logger[level]({ ...fields, err: message }, message.message);
    else if (typeof message === 'object' && message !== null) this.logger[level]({ ...fields, ...message });
    else this.logger[level](fields, String(message));
  }
}
