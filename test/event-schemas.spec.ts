import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { EventDefinition } from '#libs/contracts';
import { compareEvents, type PublishedEvents } from '../tools/event-schemas/compare-events.js';

const shape = {
  accountId: z.uuid(),
  state: z.enum(['open', 'closed']),
  balance: z.int().min(0).max(100),
  note: z.string().max(10).nullable(),
  colour: z.string().optional(),
  owner: z.strictObject({ code: z.string() }),
  lines: z.array(z.object({ price: z.number(), count: z.int(), hint: z.string().optional() })),
  rates: z.record(z.string(), z.int()),
  agreed: z.boolean().default(false),
  source: z.url(),
  agent: z.object({ name: z.string(), nick: z.string().optional() }).nullable(),
  code: z.string().refine((text) => text.length < 1_000_000),
};

/** An event of which nothing but the difference is said. */
function event(difference: Partial<EventDefinition> = {}): EventDefinition {
  return {
    type: 'probe.account.changed',
    topic: 'probe.account.v1',
    version: 1,
    upcast: {},
    compacted: true,
    key: 'accountId',
    data: z.object(shape),
    ...difference,
  } as EventDefinition;
}

const withFields = (fields: z.ZodRawShape) => event({ data: z.object({ ...shape, ...fields }) });
const without = (field: keyof typeof shape) =>
  event({ data: z.object(shape).omit({ [field]: true } as never) as never });
const lineOf = (fields: z.ZodRawShape) => ({ lines: z.array(z.object(fields)) });
const published = publishedBy([event()]);

function publishedBy(definitions: EventDefinition[], before: PublishedEvents = {}): PublishedEvents {
  const { refused, published: next } = compareEvents(before, definitions);
  expect(refused).toEqual([]);
  // As the file gives it back.
  return JSON.parse(JSON.stringify(next)) as PublishedEvents;
}

describe('a change of a published event that breaks a reader is refused', () => {
  const couldNotReadWhatIsWritten: [string, EventDefinition, RegExp][] = [
    ['a required field is gone', without('balance'), /: balance is required, and not always there\./],
    [
      'a field is renamed',
      event({ data: z.object({ ...shape, amount: shape.balance }).omit({ balance: true }) as never }),
      /: balance is required/,
    ],
    ['a field becomes optional', withFields({ balance: shape.balance.optional() }), /: balance is required/],
    [
      'a field may be null',
      withFields({ balance: shape.balance.nullable() }),
      /: balance may be null, and only integer/,
    ],
    [
      'a field is of another type',
      withFields({ balance: z.string() }),
      /: balance may be string, and only? ?integer/,
    ],
    [
      'numbers are not whole any more',
      withFields({ balance: z.number().min(0).max(100) }),
      /: balance may be number/,
    ],
    [
      'a value is new',
      withFields({ state: z.enum(['open', 'closed', 'frozen']) }),
      /: state may be "frozen"/,
    ],
    [
      'a value may be any text',
      withFields({ state: z.string() }),
      /: state may be more than "open" or "closed"/,
    ],
    [
      'numbers may be greater',
      withFields({ balance: z.int().min(0).max(1000) }),
      /: balance may be beyond the maximum 100/,
    ],
    [
      'numbers may be less',
      withFields({ balance: z.int().min(-1).max(100) }),
      /: balance may be beyond the minimum 0/,
    ],
    [
      'texts may be longer',
      withFields({ note: z.string().nullable() }),
      /: note may be beyond the maxLength 10/,
    ],
    [
      'ids have another form',
      withFields({ accountId: z.string() }),
      /: accountId may be beyond the format "uuid"/,
    ],
    [
      'a field is new where unknown ones are refused',
      withFields({ owner: z.strictObject({ code: z.string(), name: z.string().optional() }) }),
      /: owner\.name may be there, and unknown fields are refused/,
    ],
    [
      'a field of a list is gone',
      withFields(lineOf({ price: z.number() })),
      /: lines\[\]\.count is required/,
    ],
    [
      'a field of what may be null is gone',
      withFields({ agent: z.object({ nick: z.string().optional() }).nullable() }),
      /: agent\.name is required/,
    ],
    [
      'the values of a record are others',
      withFields({ rates: z.record(z.string(), z.string()) }),
      /: rates\.… may be string, and only integer is taken/,
    ],
    [
      'fixed values take the place of a form',
      withFields({ source: z.enum(['here', 'there']) }),
      /: source may be "here" or "there", and the format "uri" is taken/,
    ],
    [
      'a check that is code is gone',
      withFields({ code: z.string() }),
      /: code may be beyond the isCheckedByCode/,
    ],
  ];
  it.each(couldNotReadWhatIsWritten)('when %s', (_, changed, says) => {
    const refused = compareEvents(published, [changed]).refused.join('\n');
    expect(refused).toMatch(says);
    expect(refused).toMatch(
      /^probe\.account\.changed: builds that run could not read what this one writes: /,
    );
    expect(refused).toContain('move the topic to probe.account.v2');
  });

  const couldNotReadTheLog: [string, EventDefinition, RegExp][] = [
    [
      'a required field is new',
      withFields({ currency: z.string() }),
      /: currency is required, and not always there/,
    ],
    [
      'a field of a list is new',
      withFields(lineOf({ price: z.number(), count: z.int(), tax: z.int() })),
      /: lines\[\]\.tax/,
    ],
    ['a field becomes required', withFields({ colour: z.string() }), /: colour is required/],
    ['a value is gone', withFields({ state: z.enum(['open']) }), /: state may be "closed"/],
    ['null is gone', withFields({ note: z.string().max(10) }), /: note may be null/],
    [
      'numbers must be smaller',
      withFields({ balance: z.int().min(0).max(50) }),
      /: balance may be beyond the maximum 50/,
    ],
    [
      'unknown fields are refused from now on',
      event({ data: z.strictObject(shape) }),
      /: … may be there unasked/,
    ],
    [
      'a check is new that no JSON Schema can say',
      withFields({ balance: shape.balance.refine((balance) => balance % 2 === 0) }),
      /: balance may be beyond the isCheckedByCode/,
    ],
    [
      'a check that no JSON Schema can say is another',
      withFields({ code: z.string().refine((text) => text.length < 3) }),
      /: code of version 1 is refused/,
    ],
    [
      'what was left out would mean something else',
      withFields({ agreed: z.boolean().default(true) }),
      /: agreed meant false where it was left out, and would mean true/,
    ],
    [
      'a version is new, and the limit of a text is less',
      event({
        version: 2,
        upcast: { 1: (data) => data },
        data: z.object({ ...shape, note: z.string().max(9).nullable() }),
      }),
      /: note of version 1 is refused/,
    ],
    [
      'a step forgets a field',
      event({
        version: 2,
        upcast: { 1: (data) => ({ ...data, ...(data.state === 'open' ? { currency: 'USD' } : {}) }) },
        data: z.object({ ...shape, currency: z.string() }),
      }),
      /: currency of version 1 is refused/,
    ],
    [
      'a step breaks',
      event({
        version: 2,
        upcast: { 1: (data) => ({ ...data, currency: (data.colour as string).toUpperCase() }) },
        data: z.object({ ...shape, currency: z.string() }),
      }),
      /the data of version 1 breaks its step/,
    ],
  ];
  it.each(couldNotReadTheLog)('when %s', (_, changed, says) => {
    const refused = compareEvents(published, [changed]).refused.join('\n');
    expect(refused).toMatch(says);
    expect(refused).toContain('this build could not read what the log holds: ');
  });

  const otherwise: [string, EventDefinition[], RegExp][] = [
    ['another field is the key', [event({ key: 'state' as never })], /its key is state and was accountId/],
    [
      'the type moves',
      [event({ topic: 'probe.ledger.v1' })],
      /it moves from probe\.account\.v1 to probe\.ledger\.v1/,
    ],
    ['the topic is not compacted any more', [event({ compacted: false })], /not compacted any more/],
    ['a version is left out', [event({ version: 3 })], /its version is 3, and 1 is published/],
    ['the type is gone', [], /it is gone/],
    [
      'the type is gone, and of its topic another one alone has moved to the next version',
      [
        { ...event(), type: 'probe.account.opened' },
        { ...event({ topic: 'probe.account.v2' }), type: 'probe.account.closed' },
      ],
      /probe\.account\.changed: it is gone/,
    ],
    [
      'facts of a compacted topic do not all tell all',
      [event(), { ...withFields({ reason: z.string() }), type: 'probe.account.closed' }],
      /probe\.account\.closed: it says not the same as probe\.account\.changed/,
    ],
    [
      'a fact of a compacted topic does not know that it is',
      [event(), { ...withFields({ reason: z.string() }), type: 'probe.account.closed', compacted: false }],
      /probe\.account\.closed: it says not the same as probe\.account\.changed/,
    ],
  ];
  it.each(otherwise)('when %s', (_, definitions, says) => {
    expect(compareEvents(published, definitions).refused.join('\n')).toMatch(says);
  });

  it.each<[string, EventDefinition, EventDefinition, string]>([
    ['field', without('colour'), withFields({ colour: z.int().optional() }), 'colour may be'],
    [
      'field of a list',
      withFields(lineOf({ price: z.number(), count: z.int() })),
      withFields(lineOf({ price: z.number(), count: z.int(), hint: z.int().optional() })),
      'lines[].hint may be',
    ],
    [
      'field of what may be null',
      withFields({ agent: z.object({ name: z.string() }).nullable() }),
      withFields({ agent: z.object({ name: z.string(), nick: z.int().optional() }).nullable() }),
      'agent.nick may be',
    ],
  ])('when an optional %s is gone, and its name comes back for something else', (_, gone, back, says) => {
    const meanwhile = publishedBy([gone], published);
    expect(compareEvents(meanwhile, [back]).refused.join('\n')).toContain(says);
  });
});

describe('a change of a published event that breaks nobody is taken', () => {
  it.each<[string, EventDefinition[]]>([
    ['nothing changes', [event()]],
    ['a type is new', [event(), { ...event(), type: 'probe.account.closed' }]],
    ['an optional field is new', [withFields({ currency: z.string().optional() })]],
    ['a field with a default is new', [withFields({ currency: z.string().default('USD') })]],
    ['an optional field is gone', [without('colour')]],
    [
      'an optional field is always written, and still not asked for',
      [withFields({ colour: z.string().default('red') })],
    ],
    [
      'a required field is new, with a step for the data of before',
      [
        event({
          version: 2,
          upcast: { 1: (data) => ({ ...data, currency: 'USD' }) },
          data: z.object({ ...shape, currency: z.string() }),
        }),
      ],
    ],
    [
      'the topic moves to its next version',
      [event({ topic: 'probe.account.v2', data: z.object({ accountId: z.int() }) })],
    ],
    [
      'the whole topic moves to its next version, and a type stays behind',
      [{ ...event({ topic: 'probe.account.v2' }), type: 'probe.account.closed' }],
    ],
    [
      'descriptions and examples change',
      [withFields({ balance: shape.balance.meta({ description: 'in cents' }) })],
    ],
  ])('when %s', (_, definitions) => {
    expect(compareEvents(published, definitions).refused).toEqual([]);
  });

  it('when the version grows, then what older builds wrote stays on record', () => {
    const lifted = event({
      version: 2,
      upcast: { 1: (data) => ({ ...data, currency: 'USD' }) },
      data: z.object({ ...shape, currency: z.string() }),
    });
    const next = publishedBy([lifted], published);
    expect(Object.keys(next['probe.account.changed']?.versions ?? {})).toEqual(['1', '2']);
    expect(compareEvents(next, [{ ...lifted, upcast: { 1: (data) => data } }]).refused.join('\n')).toContain(
      'currency of version 1 is refused',
    );
  });
});
