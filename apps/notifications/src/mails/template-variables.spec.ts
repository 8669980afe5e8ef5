import { describe, expect, it } from '@jest/globals';
import { Liquid } from 'liquidjs';
import { z } from 'zod';
import { refuseUnknownVariables } from './template-variables.js';

const told = z.strictObject({
  personName: z.string().optional(),
  total: z.strictObject({ amount: z.int(), currency: z.string() }).meta({ id: 'MoneyOfThisTest' }),
  lines: z.array(z.strictObject({ title: z.string(), files: z.array(z.strictObject({ name: z.string() })) })),
  place: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('venue'), name: z.string() }),
    z.strictObject({ kind: z.literal('online'), url: z.string() }),
  ]),
});

function check(source: string): void {
  const engine = new Liquid();
  refuseUnknownVariables(engine, engine.parse(source), source, told);
}

describe('a template', () => {
  it.each([
    'nothing at all',
    '{{ personName }} {{ total.amount }} {{ lines.size }} {{ lines[0].title }}',
    '{% if personName %}{{ personName | upcase }}{% else %}you{% endif %}',
    '{% for line in lines %}{{ line.title }}{% for file in line.files %}{{ file.name }}{% endfor %}{% endfor %}',
    '{% if place.kind == "venue" %}{{ place.name }}{% else %}{{ place.url }}{% endif %}',
  ])('may speak of what the mail is told: %s', (source) => {
    expect(() => check(source)).not.toThrow();
  });

  it.each([
    ['a name that is none', '{{ colour }}', 'colour'],
    ['a misspelt one', '{{ personname }}', 'personname'],
    ['one inside of another', '{{ total.cents }}', 'total.cents'],
    ['one that only an if asks for', '{% if colour %}red{% endif %}', 'colour'],
    ['one in a branch that is never taken', '{% if false %}{{ colour }}{% endif %}', 'colour'],
    ['one of an item', '{% for line in lines %}{{ line.colour }}{% endfor %}', 'line.colour'],
    [
      'one of an item of an item',
      '{% for line in lines %}{% for file in line.files %}{{ file.size }}{% endfor %}{% endfor %}',
      'file.size',
    ],
    ['a list of nothing known', '{% for colour in colours %}{{ colour }}{% endfor %}', 'colour'],
    ['one that a filter is given', '{{ total.amount | plus: colour }}', 'colour'],
    ['one by its number', '{{ lines[0].colour }}', 'lines.0.colour'],
    ['what only the prototype of an object has', '{{ total.constructor }}', 'total.constructor'],
  ])('is refused for %s', (_what, source, name) => {
    expect(() => check(source)).toThrow(`The mail is never told of ${name}`);
  });
});
