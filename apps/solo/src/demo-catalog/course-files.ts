import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type BreathingTone, breathingToneWav } from './breathing-tone.js';
import type { Workbook, WorkbookExercise } from './workbooks.js';

// The libraries are imported when a file is made: only the first start of a demo pays for them.

const releasedAt = new Date('2023-09-05T12:00:00Z');
const margin = 64;
const ruleHeight = 24;

// DOS timestamps are wall-clock times, and yazl writes them in the zone of the machine: a date built from
// local parts gives the same bytes in every zone.
const storedEntry = {
  compress: false,
  mtime: new Date(2023, 8, 5, 12),
  forceDosTimestamp: true,
  mode: 0o100644,
};

/** Writes the workbook as a PDF (US Letter, a cover and one page per exercise), the same bytes each time. */
export async function writeWorkbookPdf(
  target: string,
  workbook: Workbook,
  stopping?: AbortSignal,
): Promise<void> {
  await pipeline(await workbookPdf(workbook), createWriteStream(target), until(stopping));
}

/** Writes a tone to breathe by as a WAV file of 44,100 bytes a second. */
export async function writeBreathingWav(
  target: string,
  tone: BreathingTone,
  stopping?: AbortSignal,
): Promise<void> {
  await pipeline(Readable.from(breathingToneWav(tone)), createWriteStream(target), until(stopping));
}

/**
 * Writes a zip of a workbook and recordings, stored without compression and streamed to disk: what is
 * in memory at any time is about one breath of one recording.
 */
export async function writeCourseZip(
  target: string,
  contents: {
    workbook: { name: string; text: Workbook };
    recordings: { name: string; tone: BreathingTone }[];
  },
  stopping?: AbortSignal,
): Promise<void> {
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  const pdf = await workbookPdf(contents.workbook.text);
  zip.addReadStream(pdf, contents.workbook.name, storedEntry);
  for (const { name, tone } of contents.recordings) {
    zip.addReadStreamLazy(name, storedEntry, (give) => give(null, Readable.from(breathingToneWav(tone))));
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(target), until(stopping));
}

function until(stopping: AbortSignal | undefined): { signal?: AbortSignal } {
  return stopping === undefined ? {} : { signal: stopping };
}

async function workbookPdf(workbook: Workbook): Promise<PDFKit.PDFDocument> {
  const { default: PDFDocument } = await import('pdfkit');
  const pdf = new PDFDocument({
    size: 'LETTER',
    margin,
    compress: false, // deflate differs between versions of Node, and the bytes must not
    info: { Title: workbook.title, Subject: workbook.subtitle, CreationDate: releasedAt },
  });
  drawCover(pdf, workbook);
  for (const exercise of workbook.exercises) drawExercise(pdf, exercise);
  pdf.end();
  return pdf;
}

function drawCover(pdf: PDFKit.PDFDocument, { title, subtitle, welcome }: Workbook): void {
  pdf.font('Helvetica-Bold').fontSize(34).text(title, margin, 220);
  pdf.font('Helvetica').fontSize(15).moveDown(0.5).text(subtitle);
  pdf.fontSize(12).moveDown(3).text(welcome, { lineGap: 5 });
}

function drawExercise(pdf: PDFKit.PDFDocument, { title, invitation, questions }: WorkbookExercise): void {
  pdf.addPage();
  pdf.font('Helvetica-Bold').fontSize(20).text(title, margin, margin);
  pdf.font('Helvetica-Oblique').fontSize(12).moveDown(0.5).text(invitation, { lineGap: 3 });
  for (const { text, ruledLines } of questions) {
    pdf.font('Helvetica').fontSize(12).moveDown(1.5).text(text, { lineGap: 3 });
    for (let line = 0; line < ruledLines; line += 1) drawRule(pdf);
  }
}

function drawRule(pdf: PDFKit.PDFDocument): void {
  pdf.y += ruleHeight;
  pdf
    .moveTo(margin, pdf.y)
    .lineTo(pdf.page.width - margin, pdf.y)
    .lineWidth(0.5)
    .stroke('#999999');
}
