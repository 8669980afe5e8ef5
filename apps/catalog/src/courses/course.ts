import { Refusal, type FieldError, type Money, type ReleaseFile } from '#libs/contracts';

export interface Course {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  /** Markdown. */
  readonly description: string;
  readonly price: Money;
  readonly state: 'published' | 'withdrawn';
  /** The newest; null before the first. */
  readonly release: Release | null;
  readonly version: number;
}

/** A version of a course's files. It never changes: what a person has bought can be told from what came later. */
export interface Release {
  readonly id: string;
  readonly version: string;
  readonly notes: string;
  /** RFC 3339, UTC. */
  readonly releasedAt: string;
  readonly files: readonly ReleaseFile[];
}

/** A file whose bytes are in the file store already. */
export type FileToRelease = Omit<ReleaseFile, 'fileId'>;

/** What a release is to say and bring. */
export interface ReleaseContent {
  readonly notes: string;
  readonly files: readonly FileToRelease[];
}

/** @throws Refusal `price-invalid`: what costs nothing is no course but an article. */
export function assertPriced({ amount }: Money): void {
  if (amount > 0) return;
  throw new Refusal('unprocessable', 'price-invalid', 'A course has a price above zero.', [
    { pointer: '/price/amount', detail: 'must be above zero' },
  ]);
}

/** @throws Refusal `release-invalid` when there is no file, or two of one name. */
export function assertReleasable(files: readonly FileToRelease[]): void {
  const errors: FieldError[] = files
    .map(({ name }, nth) => ({ name, pointer: `/files/${nth}/name` }))
    .filter(({ name }, nth) => files.findIndex((file) => file.name === name) < nth)
    .map(({ pointer }) => ({ pointer, detail: 'another file has this name' }));
  if (files.length === 0) errors.push({ pointer: '/files', detail: 'must not be empty' });
  if (errors.length === 0) return;
  throw new Refusal(
    'unprocessable',
    'release-invalid',
    'A release has files, each with a name of its own.',
    errors,
  );
}

/** @throws Refusal `release-final` when a release that is out would say something else. */
export function assertSameRelease(released: Release, wish: ReleaseContent): void {
  const same =
    released.notes === wish.notes &&
    released.files.length === wish.files.length &&
    released.files.every((file, nth) => sameContent(file, wish.files[nth]));
  if (same) return;
  throw new Refusal(
    'conflict',
    'release-final',
    `Release ${released.version} is out: give the new files a new version.`,
    [{ pointer: '/version', detail: 'was released with other notes or files' }],
  );
}

/** Where the bytes are kept does not matter. */
function sameContent(released: ReleaseFile, wished: FileToRelease | undefined): boolean {
  return (
    released.name === wished?.name &&
    released.mediaType === wished.mediaType &&
    released.size === wished.size &&
    released.sha256 === wished.sha256
  );
}
