import type { FactsKeeper } from '#libs/events';
import { apiKeyFactsKeeper } from '#libs/operators';
import { FactsRepository } from './facts/facts.repository.js';
import { KeepFacts } from './facts/keep-facts.js';

/** Who keeps this service's tables `*_facts`. */
export const notificationsFacts: readonly FactsKeeper[] = [
  {
    handlers: new KeepFacts(new FactsRepository()),
    tables: ['article_facts', 'workshop_facts', 'course_facts', 'session_facts'],
  },
  apiKeyFactsKeeper(),
];
