import { beforeEach, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { TestClock } from '#libs/clock';
import { KeyRing } from './key-ring.js';
import { orderLink, subscriptionLink } from './links.js';
import { SignedStatements } from './signed-statements.js';

const keys = new KeyRing(Buffer.alloc(32, 7));
const claims = { objectId: '01939f0e-7a00-7000-8000-000000000001', epoch: 3 };
const noon = new Date('2026-12-01T12:00:00Z');
const one = new Date('2026-12-01T13:00:00Z');
let clock: TestClock;
let statements: SignedStatements;

beforeEach(() => {
  clock = new TestClock(noon);
  statements = new SignedStatements(keys, clock);
});

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const expectRefused = (token: string) =>
  expect(statements.verify(orderLink, token)).rejects.toMatchObject({
    kind: 'unauthenticated',
    code: 'link-invalid',
  });

describe('a signed statement', () => {
  it('says to its audience what was signed, for as long as it holds', async () => {
    const token = await statements.sign(orderLink, claims, one);
    expect(await statements.verify(orderLink, token)).toEqual(claims);
    clock.moveTo(new Date('2026-12-01T12:59:59Z'));
    expect(await statements.verify(orderLink, token)).toEqual(claims);
  });

  it('when the clock has reached its end, then it is refused as link-expired', async () => {
    const token = await statements.sign(orderLink, claims, one);
    clock.moveTo(one);
    await expect(statements.verify(orderLink, token)).rejects.toMatchObject({
      kind: 'gone',
      code: 'link-expired',
    });
  });

  it('without an end it holds for ever', async () => {
    const token = await statements.sign(orderLink, claims);
    clock.moveTo(new Date('2096-12-01T12:00:00Z'));
    expect(await statements.verify(orderLink, token)).toEqual(claims);
  });

  it('when it was made for another audience, then it is refused as link-invalid, expired or not', async () => {
    const token = await statements.sign(subscriptionLink, claims, one);
    await expectRefused(token);
    clock.moveTo(new Date('2026-12-02T12:00:00Z'));
    await expectRefused(token);
  });

  it('when its claims were changed, then it is refused', async () => {
    const [header, , signature] = (await statements.sign(orderLink, claims)).split('.');
    const forged = part({ claims: { ...claims, epoch: 4 }, iss: 'ally', aud: 'order' });
    await expectRefused(`${header}.${forged}.${signature}`);
  });

  it('when another key signed it, then it is refused', async () => {
    const others = new SignedStatements(new KeyRing(Buffer.alloc(32, 8)), clock);
    await expectRefused(await others.sign(orderLink, claims));
  });

  it('when it claims to need no signature, then it is refused', async () => {
    const payload = part({ claims, iss: 'ally', aud: 'order' });
    await expectRefused(`${part({ alg: 'none' })}.${payload}.`);
    const [, , signature] = (await statements.sign(orderLink, claims)).split('.');
    await expectRefused(`${part({ alg: 'none' })}.${payload}.${signature}`);
  });

  it('when our key signed it by another algorithm or for another issuer, then it is refused', async () => {
    const key = keys.derive('signed statements');
    const token = (alg: string, issuer: string) =>
      new SignJWT({ claims }).setProtectedHeader({ alg }).setIssuer(issuer).setAudience('order').sign(key);
    expect(await statements.verify(orderLink, await token('HS256', 'ally'))).toEqual(claims);
    await expectRefused(await token('HS512', 'ally'));
    await expectRefused(await token('HS256', 'another'));
  });

  it('when its claims are not those of its audience, then it is refused', async () => {
    const key = keys.derive('signed statements');
    const token = new SignJWT({ claims: { personId: claims.objectId } }).setProtectedHeader({ alg: 'HS256' });
    await expectRefused(await token.setIssuer('ally').setAudience('order').sign(key));
  });

  it.each(['', '.', '..', 'a.b.c', 'null', '\u0000', 'eyJhbGciOiJIUzI1NiJ9..', `${'x'.repeat(3000)}.y.z`])(
    'when it is no statement at all (%j), then it is refused',
    async (token) => {
      await expectRefused(token);
    },
  );
});
