import { describe, expect, it } from '@jest/globals';
import { KeyRing } from './key-ring.js';

const keys = new KeyRing(Buffer.alloc(32, 7));

describe('the id of a person', () => {
  const same: [string, string, string][] = [
    ['upper and lower case', 'Ada.Lovelace@Example.ORG', 'ada.lovelace@example.org'],
    ['composed and decomposed letters', 'zo\u00eb@example.org', 'zoe\u0308@example.org'],
    ['a domain in letters and in A-labels', 'ada@m\u00fcnchen.example', 'ada@xn--mnchen-3ya.example'],
    ['a domain in decomposed letters', 'ada@M\u00dcNCHEN.example', 'ada@mu\u0308nchen.example'],
    ['spaces around it', ' ada@example.org\n', 'ada@example.org'],
  ];
  it.each(same)('is the same for %s', (_, one, other) => {
    expect(keys.personIdOf(one)).toBe(keys.personIdOf(other));
  });

  const different: [string, string, string][] = [
    ['dots', 'ada.lovelace@example.org', 'adalovelace@example.org'],
    ['what follows a plus', 'ada+news@example.org', 'ada@example.org'],
    ['the domain', 'ada@example.org', 'ada@example.com'],
    ['accents', 'zoe@example.org', 'zo\u00eb@example.org'],
  ];
  it.each(different)('is another when %s differ', (_, one, other) => {
    expect(keys.personIdOf(one)).not.toBe(keys.personIdOf(other));
  });

  it('is a UUID of version 8 that other instances do not share', () => {
    const id = keys.personIdOf('ada@example.org');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new KeyRing(Buffer.alloc(32, 8)).personIdOf('ada@example.org')).not.toBe(id);
  });

  it('never changes: rows of every service hold it', () => {
    expect(keys.personIdOf('ada@example.org')).toBe('4a8098bb-b2b4-8feb-87f8-4d0c90fdee26');
  });
});

describe('the keys of an instance', () => {
  it('are of 32 bytes, and another for each purpose', () => {
    expect(keys.derive('one purpose')).toHaveLength(32);
    expect(keys.derive('one purpose')).not.toEqual(keys.derive('another purpose'));
    expect(keys.derive('one purpose')).toEqual(new KeyRing(Buffer.alloc(32, 7)).derive('one purpose'));
  });

  it('are not made from a secret that is too short', () => {
    expect(() => new KeyRing(Buffer.alloc(31))).toThrow('at least 32 bytes');
  });
});
