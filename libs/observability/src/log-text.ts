const ALWAYS_THERE = new Set(['level', 'time', 'msg', 'context', 'stack', 'err']);

/** A line of the log as a person reads it: `12:00:07 warn [alert] Payments has not said … eventId=…`. */
export function asText(line: string): string {
  const entry = JSON.parse(line) as Record<string, unknown>;
  const { level, time, msg, context, err } = entry;
  const where = typeof context === 'string' ? ` [${context}]` : '';
  const stack = entry['stack'] ?? (err as { stack?: unknown } | undefined)?.stack;
  const rest = Object.entries(entry)
    .filter(([name]) => !ALWAYS_THERE.has(name))
    .map(([name, value]) => ` ${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`);
  const below = typeof stack === 'string' ? `\n${stack}` : '';
  return `${String(time).slice(11, 19)} ${String(level)}${where} ${String(msg ?? '')}${rest.join('')}${below}\n`;
}
