import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineEvent, upcastData, type Upcast } from './event-definition.js';

function inVersion(version: number, upcast: Record<number, Upcast>) {
  const type = `probe.definition.${Object.keys(upcast).join('-')}-to-${version}`;
  const data = { id: z.string(), colour: z.string(), size: z.int() };
  return defineEvent({ type, topic: 'probe.definition.v1', version, upcast, key: 'id', data });
}

const paint: Upcast = (data) => ({ ...data, colour: 'red' });
const measure: Upcast = (data) => ({ ...data, size: 1 });

describe('an event of a later version', () => {
  it('when data of the first comes, then every step is taken, in order', () => {
    const changed = inVersion(3, { 1: paint, 2: measure });
    expect(upcastData(changed, { id: 'a' }, 1)).toEqual({ id: 'a', colour: 'red', size: 1 });
    expect(upcastData(changed, { id: 'a', colour: 'blue' }, 2)).toEqual({ id: 'a', colour: 'blue', size: 1 });
    const own = { id: 'a', colour: 'blue', size: 2 };
    expect(upcastData(changed, own, 3)).toBe(own);
  });

  it('when a newer build wrote it, then it is left as it is', () => {
    const data = { id: 'a', colour: 'blue', size: 2, shape: 'round' };
    expect(upcastData(inVersion(2, { 1: paint }), data, 7)).toBe(data);
  });

  it.each<[string, number, Record<number, Upcast>]>([
    ['no step is given', 2, {}],
    ['one is missing', 3, { 2: measure }],
    ['the last one is missing', 3, { 1: paint }],
    ['one leads from the version itself', 1, { 1: paint }],
  ])('when %s, then it is refused', (_, version, upcast) => {
    expect(() => inVersion(version, upcast)).toThrow(/it has steps from \[.*\], not from \[.*\]$/);
  });
});
