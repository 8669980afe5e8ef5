import { Refusal } from '#libs/contracts';

/** What files of courses may be. Nothing that a browser runs. */
export const UPLOAD_MEDIA_TYPES = [
  'application/epub+zip',
  'application/pdf',
  'application/zip',
  'audio/flac',
  'audio/mp4',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/plain',
  'video/mp4',
  'video/webm',
] as const;

/** What is in a file: two uploads of the same are the same. */
export interface UploadContent {
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** A file that an operator has brought. */
export interface Upload extends UploadContent {
  /** The uploader's choice: a repetition is known by it. */
  readonly id: string;
  /** Of this attempt alone. */
  readonly storageKey: string;
}

/** @throws Refusal `upload-final` when an upload that is there would become something else. */
export function assertSameUpload(kept: UploadContent, brought: UploadContent): void {
  const { mediaType, size, sha256 } = kept;
  if (brought.mediaType === mediaType && brought.size === size && brought.sha256 === sha256) return;
  throw new Refusal('conflict', 'upload-final', 'There is another file of this id: give this one a new id.', [
    { pointer: 'path:id', detail: 'was uploaded with other bytes, or as another media type' },
  ]);
}

/**
 * @param promised the SHA-256 that the uploader announced, if they did.
 * @throws Refusal `upload-empty`; `digest-mismatch` when not what was sent has arrived.
 */
export function assertWhole(
  brought: Pick<UploadContent, 'size' | 'sha256'>,
  promised: string | undefined,
): void {
  if (brought.size === 0) throw new Refusal('unprocessable', 'upload-empty', 'The file is empty.');
  if (promised === undefined || promised === brought.sha256) return;
  throw new Refusal('unprocessable', 'digest-mismatch', 'What has arrived is not what was sent.', [
    { pointer: 'header:Repr-Digest', detail: `the SHA-256 of what has arrived is ${brought.sha256}` },
  ]);
}
