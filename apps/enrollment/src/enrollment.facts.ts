import type { FactsKeeper } from '#libs/events';
import { apiKeyFactsKeeper } from '#libs/operators';
import { KeepWorkshopFacts } from './workshops/keep-workshop-facts.js';
import { WorkshopFactsRepository } from './workshops/workshop-facts.repository.js';

/** Who keeps this service's tables `*_facts`. */
export const enrollmentFacts: readonly FactsKeeper[] = [
  { handlers: new KeepWorkshopFacts(new WorkshopFactsRepository()), tables: ['workshop_facts'] },
  apiKeyFactsKeeper(),
];
