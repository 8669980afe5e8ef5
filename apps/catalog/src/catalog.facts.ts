import type { FactsKeeper } from '#libs/events';
import { apiKeyFactsKeeper } from '#libs/operators';

/** Who keeps this service's tables `*_facts`. */
export const catalogFacts: readonly FactsKeeper[] = [apiKeyFactsKeeper()];
