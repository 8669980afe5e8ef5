export { normalizedEmail } from './email.js';
export { identityProviders } from './identity-providers.js';
export { KeyRing } from './key-ring.js';
export * from './links.js';
export { SignedStatements, type Statement } from './signed-statements.js';
