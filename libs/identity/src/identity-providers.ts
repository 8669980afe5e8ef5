import type { Provider } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { KeyRing } from './key-ring.js';
import { SignedStatements } from './signed-statements.js';

/** What a service module needs to know people and to make and read links. */
export function identityProviders(instanceKey: Buffer): Provider[] {
  const keys = new KeyRing(instanceKey);
  return [
    { provide: KeyRing, useValue: keys },
    {
      provide: SignedStatements,
      inject: [Clock],
      useFactory: (clock: Clock) => new SignedStatements(keys, clock),
    },
  ];
}
