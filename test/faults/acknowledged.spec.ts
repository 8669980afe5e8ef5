import { beforeEach, describe, expect, it } from '@jest/globals';
import { WhatClientsKnow, type Failure } from './acknowledged.js';

describe('the requests that are sent while something lasts', () => {
  let known: WhatClientsKnow;

  beforeEach(() => {
    known = new WhatClientsKnow();
  });

  const send = () => {
    let become: (failure: Failure) => void = () => undefined;
    const noted = known.sent(new Promise<Failure>((resolve) => (become = resolve)));
    const answer = async (failure?: string) => {
      become(failure);
      await noted;
    };
    return { answer };
  };

  it('when one was sent before and fails meanwhile, then it is none of them', async () => {
    const hanging = send();
    const end = known.watchRequests();
    await send().answer();
    await hanging.answer('not answered');
    expect(await end()).toEqual([undefined]);
    expect(known.failures.get('not answered')).toBe(1);
  });

  it('when one was sent meanwhile, then what becomes of it is waited for', async () => {
    const end = known.watchRequests();
    const hanging = send();
    const outcomes = end();
    const later = send();
    await hanging.answer('not answered');
    await later.answer('503 temporarily-unavailable');
    expect(await outcomes).toEqual(['not answered']);
  });
});
