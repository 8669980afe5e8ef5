import { describe, expect, it } from '@jest/globals';
import { whyNotListenOn } from './exposure.js';

const here = { host: '127.0.0.1', publicUrl: undefined, isDemo: false };
const everywhere = { ...here, host: '0.0.0.0' };

describe('a process with a part of a demo', () => {
  it('when others can reach it, then it refuses, and says which settings say so', () => {
    expect(whyNotListenOn(everywhere, ['sandbox', 'mailbox'])).toMatch(
      /^Ally would listen on 0\.0\.0\.0 with a sandbox .+\(ALLY_PAYMENT_PROVIDER\) and a mailbox .+\(ALLY_MAIL\): set ALLY_DEMO=1/,
    );
    expect(whyNotListenOn({ ...here, publicUrl: 'https://ally.example' }, ['test-clock'])).toMatch(
      /ALLY_CLOCK/,
    );
  });

  it('when only this machine reaches it, or somebody says that it is a demo, then it runs', () => {
    expect(whyNotListenOn(here, ['sandbox'])).toBeUndefined();
    expect(whyNotListenOn({ ...everywhere, isDemo: true }, ['sandbox'])).toBeUndefined();
  });

  it('when it has none, then it may be reached: notifications need not refuse for the sandbox of payments', () => {
    expect(whyNotListenOn(everywhere, [])).toBeUndefined();
  });
});
