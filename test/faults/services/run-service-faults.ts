import { writeFileSync } from 'node:fs';
import { compare, type FaultsOutcome } from '../compare.js';
import { endAllIn } from '../end-all-in.js';
import { Figures } from '../figures.js';
import type { LoadOptions } from '../load/load.js';
import { Randomness } from '../randomness.js';
import { inFolderOfOnesOwn, SETTINGS, underLoad } from '../under-load.js';
import { ServicesUnderFault } from './services-under-fault.js';
import { strikeServices, type StrikeServicesOptions } from './strike-services.js';

export type ServiceFaultsOptions = LoadOptions &
  StrikeServicesOptions & {
    readonly seed: number;
    readonly brokers: number;
    /** Where all goes that Ally says. */
    readonly logFile: string;
  };

/** Breaks an Ally of its own that runs as services, and compares what its clients were told with what is there in the end. */
export async function runServiceFaults(options: ServiceFaultsOptions): Promise<FaultsOutcome> {
  const { seed, brokers, say } = options;
  let ally: ServicesUnderFault | undefined;
  return inFolderOfOnesOwn(
    async (folder) => {
      ally = await ServicesUnderFault.on(folder, brokers, SETTINGS);
      if (!(await ally.start())) throw new Error(`Ally did not start:\n${ally.lastWords()}`);
      say('All servers and processes are there.');
      const random = new Randomness(seed);
      const figures = new Figures(seed);
      const outlived = await underLoad({ ally, random, figures }, options, (scene) =>
        strikeServices(scene, options),
      );
      return compare(ally, outlived, figures, say);
    },
    (folder) => {
      ally?.leaveNothing();
      if (ally !== undefined) writeFileSync(options.logFile, ally.allWords());
      endAllIn(folder);
    },
  );
}
