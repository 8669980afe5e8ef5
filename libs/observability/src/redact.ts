const HIDDEN = '[hidden]';
const DEEPEST = 4;

/** Fields that hold what opens something, or whom it is about. */
const SECRET_FIELD =
  /authorization|cookie|token|secret|passw|passphrase|signature|credential|api.?key|operator.?key|instance.?key|^key$/i;
const PERSONAL_FIELD = /^(e-?mail|name|person|people|attendees?|recipients?|address(es)?|ip)$/i;

/**
 * The same within a text: texts of errors quote what they were given. Each pattern begins where a word does, so that a
 * long text takes no longer than its length.
 */
const WITHIN_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\b(\w+:\/\/[^\s:/@]*):[^\s@/]*@/g, `$1:${HIDDEN}@`],
  [/(?<![^\s<>"'`(){}[\]=,;:/])[^\s<>"'`(){}[\]=,;:@/]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu, '[address]'],
  [/\b(Bearer|Basic)\s+\S+/gi, `$1 ${HIDDEN}`],
  [/\bally_(live|test)_\w+/g, `ally_$1_${HIDDEN}`],
  [/([?&](?:token|key|code)=)[^&\s]+/gi, `$1${HIDDEN}`],
  // Signed statements and random keys; ids and hashes in hexadecimal stay.
  [/(?<![\w.-])(?=[\w.-]*[A-Z])(?=[\w.-]*[a-z])(?=[\w.-]*\d)[\w-]{24,}(?:\.[\w-]+)*/g, HIDDEN],
];

/** A text without addresses, keys and tokens. */
export function redactedText(text: string): string {
  return WITHIN_TEXT.reduce((left, [found, instead]) => left.replace(found, instead), text);
}

/** What may be logged of an object: its fields by name, and the texts in them, at any depth. */
export function redactedFields(fields: Record<string, unknown>, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      SECRET_FIELD.test(name) || PERSONAL_FIELD.test(name) ? HIDDEN : redactedValue(value, depth),
    ]),
  );
}

/** What may be logged of anything. */
export function redactedValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactedText(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (isError(value))
    return { type: value.name, message: redactedText(value.message), stack: stackOf(value) };
  if (depth >= DEEPEST) return '[deeper]';
  if (Array.isArray(value)) return value.map((each) => redactedValue(each, depth + 1));
  // An object of a class (a request, a configuration) holds more than anybody meant to log.
  const plain = Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;
  return plain ? redactedFields(value as Record<string, unknown>, depth + 1) : `[${value.constructor.name}]`;
}

/** By its form: an error of another realm (Jest's) is no instance of ours. */
export function isError(value: object): value is Error {
  return value instanceof Error || ('stack' in value && 'message' in value && 'name' in value);
}

function stackOf({ stack }: Error): string | undefined {
  return stack === undefined ? undefined : redactedText(stack);
}
