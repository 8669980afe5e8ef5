import type { Readable } from 'node:stream';

/** What a store knows of a file after writing it. */
export interface StoredFile {
  /** In bytes. */
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface FileRequest {
  readonly method: 'GET' | 'HEAD';
  /** The `Range` header (RFC 9110, section 14.2), once its preconditions hold. */
  readonly range?: string | undefined;
}

/** A file, or the part of it that was asked for; `headers` are those that depend on the range. */
export interface FileAnswer {
  readonly status: 200 | 206 | 416;
  readonly headers: Readonly<Record<string, string>>;
  readonly stream: Readable;
}

/** Where the bytes of releases are. A key is written once: whoever has other content takes another key. */
export abstract class FileStore {
  /**
   * Keeps the bytes of a stream, or of the file at a path, under `key`: either all of them or, after a crash, none.
   * @throws Error when the key already holds other content.
   */
  abstract write(key: string, source: Readable | string): Promise<StoredFile>;

  /**
   * Gives a file back, whole or one byte range of it, without holding it in memory.
   * @throws Refusal `file-unavailable` when the store does not have it.
   */
  abstract send(key: string, request: FileRequest): Promise<FileAnswer>;

  /** Forgets the bytes under `key`; what is not there stays so. */
  abstract remove(key: string): Promise<void>;

  /**
   * Removes what writes have begun and never finished, because their process was killed.
   * @param before real time: what was last written to after it may still be going on, and stays.
   * @returns how many it were.
   */
  abstract removeUnfinished(before: Date): Promise<number>;
}
