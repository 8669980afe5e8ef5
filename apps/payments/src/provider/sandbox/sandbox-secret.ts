import type { KeyRing } from '#libs/identity';

/** What Ally and its sandbox have agreed on to sign webhooks with. */
export function sandboxSecret(keys: KeyRing): Buffer {
  return keys.derive('sandbox webhooks');
}
