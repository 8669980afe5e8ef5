import { describe, expect, it } from '@jest/globals';
import { Refusal } from '#libs/contracts';
import {
  assertPriced,
  assertReleasable,
  assertSameRelease,
  type FileToRelease,
  type Release,
} from './course.js';

const workbook: FileToRelease = {
  name: 'workbook.pdf',
  mediaType: 'application/pdf',
  size: 1200,
  sha256: 'a'.repeat(64),
  storageKey: 'files/one',
};
const audio: FileToRelease = {
  name: 'breath.wav',
  mediaType: 'audio/wav',
  size: 99_000,
  sha256: 'b'.repeat(64),
  storageKey: 'files/two',
};
const release: Release = {
  id: '0198a0a0-0000-7000-8000-000000000001',
  version: '1.0',
  notes: 'First release.',
  releasedAt: '2026-11-24T09:00:00.000Z',
  files: [
    { fileId: '0198a0a0-0000-7000-8000-000000000002', ...workbook },
    { fileId: '0198a0a0-0000-7000-8000-000000000003', ...audio },
  ],
};

function pointersOf(work: () => void): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return [error.code, ...error.errors.map(({ pointer }) => pointer)];
    throw error;
  }
  return [];
}

describe('a course', () => {
  it('has a price above zero', () => {
    expect(pointersOf(() => assertPriced({ amount: 1, currency: 'USD' }))).toEqual([]);
    expect(pointersOf(() => assertPriced({ amount: 0, currency: 'USD' }))).toEqual([
      'price-invalid',
      '/price/amount',
    ]);
  });
});

describe('a release', () => {
  it('has at least one file', () => {
    expect(pointersOf(() => assertReleasable([workbook]))).toEqual([]);
    expect(pointersOf(() => assertReleasable([]))).toEqual(['release-invalid', '/files']);
  });

  it('when two files have one name, then the later one is named', () => {
    const twin = { ...audio, name: workbook.name };
    expect(pointersOf(() => assertReleasable([workbook, twin]))).toEqual([
      'release-invalid',
      '/files/1/name',
    ]);
  });

  it('is the same release when its bytes are the same, wherever they are kept', () => {
    const moved = { ...workbook, storageKey: 'elsewhere' };
    expect(
      pointersOf(() => assertSameRelease(release, { notes: release.notes, files: [moved, audio] })),
    ).toEqual([]);
  });

  it.each([
    ['other notes', { notes: 'Better.', files: [workbook, audio] }],
    ['a file less', { notes: release.notes, files: [workbook] }],
    ['a file more', { notes: release.notes, files: [workbook, audio, { ...audio, name: 'more.wav' }] }],
    ['other bytes', { notes: release.notes, files: [workbook, { ...audio, sha256: 'c'.repeat(64) }] }],
  ])('when it is out, then %s need a new version', (_, content) => {
    expect(pointersOf(() => assertSameRelease(release, content))).toEqual(['release-final', '/version']);
  });
});
