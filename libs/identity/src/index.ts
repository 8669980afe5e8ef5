export { identityProviders } from './identity-providers.js';
export { KeyRing } from './key-ring.js';
export * from './links.js';
export { SignedStatements } from './signed-statements.js';
