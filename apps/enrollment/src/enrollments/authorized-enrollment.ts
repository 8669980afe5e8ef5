import { Injectable } from '@nestjs/common';
import { Refusal } from '#libs/contracts';
import { Database, type SqlRunner } from '#libs/database';
import { enrollmentLink, SignedStatements } from '#libs/identity';
import { EnrollmentRepository } from './enrollment.repository.js';
import type { Enrollment } from './enrollment.js';

/** Opens an enrollment to who shows its link. */
@Injectable()
export class AuthorizedEnrollment {
  constructor(
    private readonly database: Database,
    private readonly enrollments: EnrollmentRepository,
    private readonly statements: SignedStatements,
  ) {}

  /** @throws Refusal `link-invalid` for a link to something else, or one that has been ended. */
  async open(id: string, token: string, runner: SqlRunner = this.database): Promise<Enrollment> {
    const claims = await this.statements.verify(enrollmentLink, token);
    const enrollment = claims.objectId === id ? await this.enrollments.find(runner, id) : undefined;
    if (enrollment?.epoch === claims.epoch) return enrollment;
    throw this.refusal();
  }

  /**
   * What a link to this enrollment names, for who looks at the locked row whether it still opens it.
   * @throws Refusal `link-invalid` for a link to something else.
   */
  async epochOf(id: string, token: string): Promise<number> {
    const claims = await this.statements.verify(enrollmentLink, token);
    if (claims.objectId !== id) throw this.refusal();
    return claims.epoch;
  }

  refusal(): Refusal {
    return new Refusal('unauthenticated', 'link-invalid', 'This link does not open this enrollment.');
  }
}
