import { z } from 'zod';
import { defineEvent } from './event-definition.js';
import { id, money, slug, via } from './primitives.js';

/** What an article points its reader to. */
export const nextStep = z.object({ kind: z.enum(['workshop', 'course']), id, slug, title: z.string() });
export type NextStep = z.infer<typeof nextStep>;

export const workshopFormat = z.enum(['in-person', 'online', 'one-on-one']);
export type WorkshopFormat = z.infer<typeof workshopFormat>;

const articleTopic = 'catalog.article.v1';
const articleFact = (fact: string) =>
  defineEvent({
    type: `catalog.article.${fact}`,
    topic: articleTopic,
    compacted: true,
    key: 'articleId',
    data: {
      articleId: id,
      slug,
      title: z.string(),
      publishedOn: z.iso.date(),
      /** Of a withdrawn article: none, so that nobody is led anywhere by it. */
      nextSteps: z.array(nextStep),
    },
  });
export const articlePublished = articleFact('published');
export const articleWithdrawn = articleFact('withdrawn');

export const readRecorded = defineEvent({
  type: 'catalog.read.recorded',
  topic: 'catalog.read.v1',
  key: 'readerId',
  data: { readId: id, readerId: id, articleId: id, seconds: z.int(), depth: z.int(), via: via.nullable() },
});

const workshopFact = (fact: string) =>
  defineEvent({
    type: `catalog.workshop.${fact}`,
    topic: 'catalog.workshop.v1',
    compacted: true,
    key: 'workshopId',
    data: { workshopId: id, slug, title: z.string(), format: workshopFormat },
  });
export const workshopPublished = workshopFact('published');
/** Nobody new takes a seat; who has one keeps it. */
export const workshopWithdrawn = workshopFact('withdrawn');

/** A file of a release: where its bytes are in the file store, and how to tell that they arrived whole. */
export const releaseFile = z.object({
  fileId: id,
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  sha256: z.string(),
  storageKey: z.string(),
});
export type ReleaseFile = z.infer<typeof releaseFile>;

const courseState = {
  courseId: id,
  slug,
  title: z.string(),
  price: money,
  release: z.object({ releaseId: id, version: z.string(), files: z.array(releaseFile) }).nullable(),
};
const courseTopic = 'catalog.course.v1';
const courseFact = (fact: string) =>
  defineEvent({
    type: `catalog.course.${fact}`,
    topic: courseTopic,
    compacted: true,
    key: 'courseId',
    data: courseState,
  });
export const coursePublished = courseFact('published');
export const courseReleased = courseFact('released');
/** Nobody new buys it; who has bought it keeps it. */
export const courseWithdrawn = courseFact('withdrawn');
