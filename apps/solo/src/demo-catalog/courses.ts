import type { BreathingTone } from './breathing-tone.js';
import { writeBreathingWav, writeCourseZip, writeWorkbookPdf } from './course-files.js';
import {
  becomeYourOwnAllyWorkbook,
  oneHonestConversationWorkbook,
  sevenDaysOfAskingWorkbook,
} from './workbooks.js';

/** A file of a release, made when the demo is seeded. */
export interface DemoCourseFile {
  name: string;
  mediaType: string;
  /**
   * Writes the file to `target`, replacing what is there; the same bytes each time.
   * @throws the reason of `stopping`, which cuts it off.
   */
  make: (target: string, stopping?: AbortSignal) => Promise<void>;
}

/** A "Wright Now" course of the demo with its one release. */
export interface DemoCourse {
  slug: string;
  title: string;
  summary: string;
  /** Markdown. */
  description: string;
  /** `amount` in minor units. */
  price: { amount: number; currency: 'USD' };
  release: { version: string; notes: string; files: DemoCourseFile[] };
}

const calmBeforeYouSpeak: BreathingTone = { breathSeconds: 10, breaths: 9, pitchHz: 132 };
const tenSecondsBefore: BreathingTone = { breathSeconds: 10, breaths: 12, pitchHz: 148 };

const fiveSittings: { name: string; tone: BreathingTone }[] = [
  { name: '1-arriving.wav', tone: { breathSeconds: 8, breaths: 30, pitchHz: 144 } },
  { name: '2-wanting.wav', tone: { breathSeconds: 10, breaths: 24, pitchHz: 132 } },
  { name: '3-the-voice-that-says-no.wav', tone: { breathSeconds: 10, breaths: 24, pitchHz: 120 } },
  { name: '4-telling-the-truth.wav', tone: { breathSeconds: 12, breaths: 20, pitchHz: 110 } },
  { name: '5-one-step-one-witness.wav', tone: { breathSeconds: 12, breaths: 20, pitchHz: 98 } },
];

export const demoCourses: DemoCourse[] = [
  {
    slug: 'wright-now-one-honest-conversation',
    title: 'Wright Now: One Honest Conversation',
    summary:
      'A forty-minute workbook and a ninety-second recording for the conversation you keep rehearsing.',
    description: `
Take the workbook to a quiet table. Forty minutes later you will have three sentences, a time and a place. Then keep the recording on your phone: nine slow breaths, to be taken outside the door before you knock.

**In the box:** a workbook of four exercises to print (PDF) and one audio recording (WAV).
`.trim(),
    price: { amount: 2900, currency: 'USD' },
    release: {
      version: '1.0',
      notes: 'First release.',
      files: [
        {
          name: 'one-honest-conversation-workbook.pdf',
          mediaType: 'application/pdf',
          make: (target, stopping) => writeWorkbookPdf(target, oneHonestConversationWorkbook, stopping),
        },
        {
          name: 'calm-before-you-speak.wav',
          mediaType: 'audio/wav',
          make: (target, stopping) => writeBreathingWav(target, calmBeforeYouSpeak, stopping),
        },
      ],
    },
  },
  {
    slug: 'wright-now-seven-days-of-asking',
    title: 'Wright Now: Seven Days of Asking',
    summary: 'One request a day for a week, with a page for each and a recording for the ten seconds before.',
    description: `
Seven days, seven requests, from the smallest thing you can think of to the one you have been wanting the longest. Each day has a page with a morning half and an evening half. The two-minute recording is for the moment when you would rather not.

**In the box:** a workbook with a page for each day (PDF) and one audio recording (WAV).
`.trim(),
    price: { amount: 3900, currency: 'USD' },
    release: {
      version: '1.0',
      notes: 'First release.',
      files: [
        {
          name: 'seven-days-of-asking-workbook.pdf',
          mediaType: 'application/pdf',
          make: (target, stopping) => writeWorkbookPdf(target, sevenDaysOfAskingWorkbook, stopping),
        },
        {
          name: 'the-ten-seconds-before.wav',
          mediaType: 'audio/wav',
          make: (target, stopping) => writeBreathingWav(target, tenSecondsBefore, stopping),
        },
      ],
    },
  },
  {
    slug: 'wright-now-become-your-own-ally',
    title: 'Wright Now: Become Your Own Ally',
    summary:
      'Five sittings to breathe by and a workbook, for the days between two conversations with your coach.',
    description: `
An ally is on the side of what you want. This course helps you to be that for yourself on the days when nobody else is in the room. Five sittings of four minutes, each at its own slow pace of breath, and each followed by a page of questions to answer while you are still quiet.

**In the box:** everything in one archive (ZIP, about 50 MB: five audio recordings and the workbook), and the workbook on its own (PDF) for those who only want to print it.
`.trim(),
    price: { amount: 5900, currency: 'USD' },
    release: {
      version: '1.0',
      notes: 'First release, with all five sittings.',
      files: [
        {
          name: 'become-your-own-ally.zip',
          mediaType: 'application/zip',
          make: (target, stopping) =>
            writeCourseZip(
              target,
              {
                workbook: { name: 'workbook.pdf', text: becomeYourOwnAllyWorkbook },
                recordings: fiveSittings,
              },
              stopping,
            ),
        },
        {
          name: 'become-your-own-ally-workbook.pdf',
          mediaType: 'application/pdf',
          make: (target, stopping) => writeWorkbookPdf(target, becomeYourOwnAllyWorkbook, stopping),
        },
      ],
    },
  },
];
