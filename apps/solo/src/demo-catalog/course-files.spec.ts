import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DemoCourseFile, demoCourses } from './courses.js';
import {
  becomeYourOwnAllyWorkbook,
  oneHonestConversationWorkbook,
  sevenDaysOfAskingWorkbook,
} from './workbooks.js';

const files = demoCourses.flatMap((course) => course.release.files);
const ofType = (mediaType: string) => files.filter((file) => file.mediaType === mediaType);

describe('the files of the demo courses', () => {
  let folder: string;
  let first: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ally-course-files-'));
    first = join(folder, 'first');
    await mkdir(first);
    for (const file of files) await file.make(join(first, file.name));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('have the same bytes when they are made again', async () => {
    const second = join(folder, 'second');
    await mkdir(second);
    for (const file of files) {
      await file.make(join(second, file.name));
      expect(await sha256(join(second, file.name))).toBe(await sha256(join(first, file.name)));
    }
  });

  it.each([
    ['one-honest-conversation-workbook.pdf', oneHonestConversationWorkbook],
    ['seven-days-of-asking-workbook.pdf', sevenDaysOfAskingWorkbook],
    ['become-your-own-ally-workbook.pdf', becomeYourOwnAllyWorkbook],
  ])('include %s, a PDF of a cover and a page for each exercise', async (name, { exercises }) => {
    const pdf = await readFile(join(first, name), 'latin1');
    expect(pdf).toMatch(/^%PDF-1\.\d\n/);
    expect(pdf).toMatch(/startxref\n\d+\n%%EOF\n$/);
    expect(pdf.match(/\/Type \/Page\n/g)).toHaveLength(1 + exercises.length);
  });

  it.each(ofType('audio/wav'))('include $name, some megabytes of PCM audio', async ({ name }) => {
    expect((await stat(join(first, name))).size).toBeGreaterThan(3_000_000);
    expectWavOfItsLength(await readFile(join(first, name)));
  });

  it('include one zip of more than 50 MB, which lists the workbook and five recordings', async () => {
    const [zip, ...others] = ofType('application/zip');
    expect(others).toEqual([]);
    const path = join(first, zip?.name ?? '');
    expect((await stat(path)).size).toBeGreaterThan(50 * 1024 * 1024);
    expect(await zipEntries(path)).toEqual([
      'workbook.pdf',
      '1-arriving.wav',
      '2-wanting.wav',
      '3-the-voice-that-says-no.wav',
      '4-telling-the-truth.wav',
      '5-one-step-one-witness.wav',
    ]);
  });

  it('say what went wrong when they cannot be written', async () => {
    const nowhere = join(folder, 'no-such-folder');
    const failure = (file: DemoCourseFile) => file.make(join(nowhere, file.name));
    for (const file of files) await expect(failure(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

function expectWavOfItsLength(wav: Buffer): void {
  expect(wav.toString('latin1', 0, 4)).toBe('RIFF');
  expect(wav.readUInt32LE(4)).toBe(wav.length - 8);
  expect(wav.toString('latin1', 8, 16)).toBe('WAVEfmt ');
  expect(wav.readUInt32LE(40)).toBe(wav.length - 44);
  const quiet = 10;
  expect(loudestOf(wav)).toBeGreaterThan(5000);
  expect(Math.abs(wav.readInt16LE(44))).toBeLessThan(quiet);
  expect(Math.abs(wav.readInt16LE(wav.length - 2))).toBeLessThan(quiet);
}

function loudestOf(wav: Buffer): number {
  let loudest = 0;
  for (let at = 44; at < wav.length; at += 200) loudest = Math.max(loudest, Math.abs(wav.readInt16LE(at)));
  return loudest;
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** The names in a zip's central directory (PKWARE APPNOTE 4.3.12 and 4.3.16). */
async function zipEntries(path: string): Promise<string[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const end = Buffer.alloc(22);
    await file.read(end, 0, end.length, size - end.length);
    expect(end.readUInt32LE(0)).toBe(0x06054b50);
    const directory = Buffer.alloc(end.readUInt32LE(12));
    await file.read(directory, 0, directory.length, end.readUInt32LE(16));
    const names: string[] = [];
    for (let at = 0; at < directory.length;) {
      expect(directory.readUInt32LE(at)).toBe(0x02014b50);
      const nameLength = directory.readUInt16LE(at + 28);
      names.push(directory.toString('utf8', at + 46, at + 46 + nameLength));
      at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    }
    return names;
  } finally {
    await file.close();
  }
}
