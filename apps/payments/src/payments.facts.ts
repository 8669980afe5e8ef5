import type { FactsKeeper } from '#libs/events';
import { apiKeyFactsKeeper } from '#libs/operators';
import { CourseFactsRepository } from './courses/course-facts.repository.js';
import { KeepCourseFacts } from './courses/keep-course-facts.js';

/** Who keeps this service's tables `*_facts`. */
export const paymentsFacts: readonly FactsKeeper[] = [
  { handlers: new KeepCourseFacts(new CourseFactsRepository()), tables: ['course_facts'] },
  apiKeyFactsKeeper(),
];
