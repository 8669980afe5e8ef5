import { Injectable } from '@nestjs/common';
import { Refusal } from '#libs/contracts';
import { Database } from '#libs/database';
import { entitlementLink } from '#libs/identity';
import { CourseFactsRepository, type CourseFacts } from '../courses/course-facts.repository.js';
import { LinkOrSession, opens } from '../people/link-or-session.js';
import { EntitlementRepository, type Entitlement } from './entitlement.repository.js';

/** An entitlement with what it gives today. */
export interface Holding {
  readonly entitlement: Entitlement;
  readonly course: CourseFacts;
}

/** What somebody may download. */
@Injectable()
export class Library {
  constructor(
    private readonly database: Database,
    private readonly entitlements: EntitlementRepository,
    private readonly courses: CourseFactsRepository,
    private readonly linkOrSession: LinkOrSession,
  ) {}

  /**
   * Everything of a signed-in person, or the one entitlement of a link.
   * @throws Refusal `entitlement-unknown` when a link's entitlement has been revoked.
   */
  async openedBy(token: string): Promise<Holding[]> {
    const opening = await this.linkOrSession.open(entitlementLink, token);
    if (opening.by === 'session') {
      return this.withCourses(await this.entitlements.ofPerson(this.database, opening.personId));
    }
    const entitlement = await this.entitlements.find(this.database, opening.objectId);
    if (entitlement === undefined || !opens(opening, entitlement)) throw unknown();
    return this.withCourses([entitlement]);
  }

  /** @throws Refusal `entitlement-unknown` when there is none, it has been revoked, or the token does not open it. */
  async find(entitlementId: string, token: string): Promise<Holding> {
    const opening = await this.linkOrSession.open(entitlementLink, token);
    const entitlement = await this.entitlements.find(this.database, entitlementId);
    if (entitlement === undefined || !opens(opening, entitlement)) throw unknown();
    const [holding] = await this.withCourses([entitlement]);
    if (holding === undefined) throw unknown();
    return holding;
  }

  private async withCourses(entitlements: readonly Entitlement[]): Promise<Holding[]> {
    const courses = await this.courses.find(
      this.database,
      entitlements.map(({ courseId }) => courseId),
    );
    return entitlements.flatMap((entitlement) => {
      const course = courses.get(entitlement.courseId);
      return course === undefined ? [] : [{ entitlement, course }];
    });
  }
}

function unknown(): Refusal {
  return new Refusal('not-found', 'entitlement-unknown', 'There is no such entitlement, or it is not yours.');
}
