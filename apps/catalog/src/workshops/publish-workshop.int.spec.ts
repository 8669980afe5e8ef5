import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workshopPublished } from '#libs/contracts';
import { startCatalog, type RunningCatalog } from '../../../../test/support/start-catalog.js';
import { AddCoach } from '../coaches/add-coach.js';
import { PublishWorkshop } from './publish-workshop.js';

const workshop = {
  slug: 'first-conversation',
  title: 'A first conversation',
  summary: 'Fifty minutes with a coach.',
  description: 'Bring *one* wish.',
  format: 'one-on-one' as const,
};

let catalog: RunningCatalog;
beforeAll(async () => {
  catalog = await startCatalog(new Date('2026-11-24T09:00:00Z'));
});
afterAll(() => catalog.stop());

describe('publishing a workshop', () => {
  it('tells of it once, however often the same is published', async () => {
    const publish = catalog.app.get(PublishWorkshop, { strict: false });
    const workshopId = await publish.execute(workshop);
    expect(await publish.execute(workshop)).toBe(workshopId);
    const { slug, title, format } = workshop;
    expect(await catalog.factsOf(workshopPublished.type)).toEqual([{ workshopId, slug, title, format }]);

    const { summary } = workshop;
    expect((await catalog.get('/v1/workshops')).body).toEqual({
      data: [{ id: workshopId, slug, title, summary, format }],
      next: null,
    });
    expect((await catalog.get('/v1/workshops/first-conversation')).body).toEqual({
      id: workshopId,
      ...workshop,
      html: '<p>Bring <em>one</em> wish.</p>\n',
    });
  });

  it('when its text changes, then that is told under the same id', async () => {
    const publish = catalog.app.get(PublishWorkshop, { strict: false });
    const changing = { ...workshop, slug: 'changing' };
    const id = await publish.execute(changing);
    expect(await publish.execute({ ...changing, summary: 'An hour.' })).toBe(id);
    const facts = await catalog.factsOf(workshopPublished.type);
    expect(facts.filter((fact) => JSON.stringify(fact).includes(id))).toHaveLength(2);
  });

  it('when an unknown one is asked for, then the answer says which sort of thing is unknown', async () => {
    const { status, body } = await catalog.get('/v1/workshops/unheard-of');
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'workshop-unknown' });
  });
});

describe('adding a coach', () => {
  it('lists the coach once, with the newest profile', async () => {
    const add = catalog.app.get(AddCoach, { strict: false });
    const coach = {
      slug: 'kim',
      name: 'Kim Example',
      focus: 'life' as const,
      city: 'Chicago',
      bio: 'Listens.',
    };
    const id = await add.execute(coach);
    expect(await add.execute({ ...coach, bio: 'Listens well.' })).toBe(id);
    const { body } = await catalog.get('/v1/coaches');
    expect(body).toEqual({ data: [{ id, ...coach, bio: 'Listens well.' }], next: null });
  });
});
