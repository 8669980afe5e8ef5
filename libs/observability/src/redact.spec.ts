import { describe, expect, it } from '@jest/globals';
import { redactedFields, redactedText } from './redact.js';

const SIGNED = 'eyJhbGciOiJIUzI1NiIsImtpZCI6ImQ5MDBjMzI1In0.eyJjbGFpbXMiOnsib2JqZWN0SWQ.AbC-1_dEfGh2IjK';

describe('what may be logged', () => {
  it.each([
    ['an address', 'no mailbox ada.b+c@example.org here', 'no mailbox [address] here'],
    ['an address of another script', 'for <jürgen@bücher.example>', 'for <[address]>'],
    [
      'a password in a URL',
      'cannot reach postgres://ally:s3cret@127.0.0.1/ally',
      'cannot reach postgres://ally:[hidden]@127.0.0.1/ally',
    ],
    ['a bearer token', 'got Authorization: Bearer abc.def', 'got Authorization: Bearer [hidden]'],
    ['an API key', 'the key ally_live_Zx81abc is unknown', 'the key ally_live_[hidden] is unknown'],
    ['the token of a link', 'GET /v1/enrollments?token=abc&x=1', 'GET /v1/enrollments?token=[hidden]&x=1'],
    ['a signed statement', `the statement ${SIGNED} has ended`, 'the statement [hidden] has ended'],
    ['a signed statement in a path', `GET /v1/downloads/${SIGNED}`, 'GET /v1/downloads/[hidden]'],
  ])('hides %s within a text', (_, text, shown) => {
    expect(redactedText(text)).toBe(shown);
  });

  it('leaves ids, traces, hashes, file names and stacks as they are', () => {
    const texts = [
      'Message 01a20d4a-6961-7623-a831-3c253d49879e was not sent',
      'c176a5f7157140402be3f7ffebbee9aa',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'at PlaceEnrollment.execute (file:///ally/dist/apps/enrollment/src/place-enrollment.handler.js:41:12)',
      'duplicate key value violates unique constraint "enrollments_idempotency_key_key"',
    ];
    for (const text of texts) expect(redactedText(text)).toBe(text);
  });

  it('takes no longer than its length for a text that somebody has made long', () => {
    for (const part of ['a', 'a.', 'Aa1.', 'a-', '://', '?token=']) {
      const began = performance.now();
      redactedText(part.repeat(100_000));
      expect(performance.now() - began).toBeLessThan(500);
    }
  });

  it('hides fields that hold a secret or a person, at any depth', () => {
    const fields = {
      seats: 2,
      headers: { authorization: 'Bearer x', cookie: 'a=b', accept: 'text/html' },
      config: [{ instanceKey: 'x', operatorKey: 'y', webhookSecret: 'z', password: 'p', token: 't' }],
      person: { name: 'Ada', email: 'ada@example.org' },
      recipient: 'ada@example.org',
    };
    expect(redactedFields(fields)).toEqual({
      seats: 2,
      headers: { authorization: '[hidden]', cookie: '[hidden]', accept: 'text/html' },
      config: [
        {
          instanceKey: '[hidden]',
          operatorKey: '[hidden]',
          webhookSecret: '[hidden]',
          password: '[hidden]',
          token: '[hidden]',
        },
      ],
      person: '[hidden]',
      recipient: '[hidden]',
    });
  });

  it('says of an object of a class what it is and no more, and of an error its text without addresses', () => {
    class Request {
      readonly body = 'who knows';
    }
    const { request, error } = redactedFields({
      request: new Request(),
      error: new RangeError('ada@example.org is too long'),
    });
    expect(request).toBe('[Request]');
    expect(error).toMatchObject({ type: 'RangeError', message: '[address] is too long' });
    expect(JSON.stringify(error)).not.toContain('ada');
  });
});
