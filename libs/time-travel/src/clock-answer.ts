import { z } from 'zod';
import { instant } from '#libs/contracts';

/** What a test clock says, of all that moves with it. */
export const clockAnswer = z
  .object({ now: instant, nextDue: instant.nullable(), idle: z.boolean() })
  .meta({ id: 'TestClock' });

/** One step of one process, by whoever moves several together. */
export const clockStep = z
  .strictObject({ moveTo: instant.optional(), wake: z.boolean() })
  .meta({ id: 'ClockStep' });
export type ClockStep = z.input<typeof clockStep>;
export const clockStepped = z.object({ now: instant }).meta({ id: 'ClockStepped' });
