import { describe, expect, it } from '@jest/globals';
import { CannotStart } from '#libs/process';
import { soloConfig } from './solo.config.js';

const FOUNDATION = {
  ALLY_FOUNDATION_NAME: 'Lakeside Foundation',
  ALLY_FOUNDATION_EMAIL: 'hello@lakeside.test',
  ALLY_FOUNDATION_ADDRESS: '12 Harbor Street, Chicago',
};
const SMTP = { ALLY_MAIL: 'smtp', ALLY_SMTP_URL: 'smtp://ally:s3cret@mail.example.org' };

function refusalOf(env: Record<string, string>): string {
  try {
    soloConfig(env);
  } catch (error) {
    if (error instanceof CannotStart) return error.message;
    throw error;
  }
  return 'none';
}

describe('an Ally on this machine', () => {
  it('writes into its mailbox, as the demo foundation, when nobody says otherwise', () => {
    const { smtp, foundation } = soloConfig({});
    expect(smtp).toBeUndefined();
    expect(foundation.name).toBe('The Ally demo foundation');
  });

  it('writes real mail as who runs it', () => {
    const { smtp, foundation } = soloConfig({
      ...SMTP,
      ...FOUNDATION,
      ALLY_FOUNDATION_ZONE: 'Europe/Zurich',
    });
    expect(smtp).toMatchObject({ host: 'mail.example.org', envelopeFrom: 'hello@lakeside.test' });
    expect(foundation).toEqual({
      name: 'Lakeside Foundation',
      email: 'hello@lakeside.test',
      postalAddress: '12 Harbor Street, Chicago',
      zone: 'Europe/Zurich',
    });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['mail to no server', { ALLY_MAIL: 'smtp' }, /^ALLY_MAIL=smtp needs ALLY_SMTP_URL/],
    [
      'mail from nobody',
      { ...SMTP, ALLY_FOUNDATION_EMAIL: 'hello@lakeside.test' },
      /set ALLY_FOUNDATION_NAME, ALLY_FOUNDATION_ADDRESS\.$/,
    ],
    ['a zone that there is not', { ALLY_FOUNDATION_ZONE: 'Mars/Olympus' }, /ALLY_FOUNDATION_ZONE/],
  ])('does not start with %s', (_what, env, sentence) => {
    expect(refusalOf(env)).toMatch(sentence);
    expect(refusalOf(env)).not.toContain('s3cret');
  });

  it('where others are it is refused for its mailbox and its sandbox; with real mail for the sandbox alone', () => {
    const exposed = { ALLY_HOST: '0.0.0.0' };
    expect(refusalOf(exposed)).toContain(
      'a sandbox for payments (ALLY_PAYMENT_PROVIDER) and a mailbox instead of mail',
    );
    expect(refusalOf({ ...exposed, ...SMTP, ...FOUNDATION })).toContain(
      'with a sandbox for payments (ALLY_PAYMENT_PROVIDER): set',
    );
    expect(refusalOf({ ...exposed, ...SMTP, ...FOUNDATION })).not.toContain('mailbox');
  });
});
