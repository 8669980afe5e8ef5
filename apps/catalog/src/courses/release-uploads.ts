import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Refusal, type FieldError } from '#libs/contracts';
import { Database, type Transaction } from '#libs/database';
import type { Wish } from '#libs/http';
import { AuditTrail, type Operator } from '#libs/operators';
import { CreationRepository } from '../editing/creation.repository.js';
import type { Upload } from '../uploads/upload.js';
import { UploadRepository } from '../uploads/upload.repository.js';
import type { FileToRelease, Release } from './course.js';
import { CourseRepository } from './course.repository.js';
import { ReleaseCourse } from './release-course.js';

/** A release as an operator names it: its files have been uploaded. */
export interface ReleaseOfUploads {
  readonly courseSlug: string;
  readonly version: string;
  readonly notes: string;
  readonly files: readonly { readonly uploadId: string; readonly name: string }[];
}

/** Brings out uploaded files as a version of a course; they stay for good from then on. */
@Injectable()
export class ReleaseUploads {
  constructor(
    private readonly database: Database,
    private readonly creations: CreationRepository,
    private readonly uploads: UploadRepository,
    private readonly courses: CourseRepository,
    private readonly releaseCourse: ReleaseCourse,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the release; `isReplay` when a request before had the same key.
   * @throws Refusal `upload-unknown`, `idempotency-key-reused`, and what `ReleaseCourse` throws.
   */
  async execute(
    wished: ReleaseOfUploads,
    { operator, wish }: { operator: Operator; wish: Wish },
  ): Promise<{ release: Release; isReplay: boolean }> {
    const { courseSlug, version, notes } = wished;
    return this.database.transaction(async (transaction) => {
      // The course stands in the path and not in the body.
      const ofCourse = { ...wish, inputHash: `${courseSlug} ${wish.inputHash}` };
      const creation = { operator, kind: 'release', wish: ofCourse, slug: courseSlug };
      if (await this.creations.isReplay(transaction, creation, this.clock.now()))
        return { release: await this.present(transaction, wished), isReplay: true };
      const uploads = await this.uploads.lock(
        transaction,
        wished.files.map(({ uploadId }) => uploadId),
      );
      const files = filesOf(wished, uploads);
      const { release, isNew } = await this.releaseCourse.release(transaction, {
        courseSlug,
        version,
        notes,
        files,
      });
      if (isNew) {
        await this.uploads.release(
          transaction,
          files.map(({ storageKey }) => storageKey),
        );
        await this.trail.record(transaction, operator, {
          action: 'release.created',
          kind: 'release',
          id: release.id,
          before: null,
          after: { courseSlug, ...release },
        });
      }
      return { release, isReplay: false };
    });
  }

  private async present(
    transaction: Transaction,
    { courseSlug, version }: ReleaseOfUploads,
  ): Promise<Release> {
    const course = await this.courses.find(transaction, courseSlug);
    const release = course && (await this.courses.findRelease(transaction, course.id, version));
    if (release === undefined) throw new Error(`Release ${version} of ${courseSlug} is gone`);
    return release;
  }
}

/** @throws Refusal `upload-unknown` naming each file that has not been uploaded, or waited for too long. */
function filesOf({ files }: ReleaseOfUploads, uploads: readonly Upload[]): FileToRelease[] {
  const errors: FieldError[] = [];
  const found = files.flatMap(({ uploadId, name }, nth) => {
    const upload = uploads.find(({ id }) => id === uploadId);
    if (upload === undefined) {
      errors.push({ pointer: `/files/${nth}/uploadId`, detail: 'no file is there under this id' });
      return [];
    }
    const { mediaType, size, sha256, storageKey } = upload;
    return [{ name, mediaType, size, sha256, storageKey }];
  });
  if (errors.length === 0) return found;
  throw new Refusal('unprocessable', 'upload-unknown', 'Please upload the files first.', errors);
}
