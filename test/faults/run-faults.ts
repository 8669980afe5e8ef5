import { join } from 'node:path';
import { AllyUnderFault } from './ally-under-fault.js';
import { compare, type FaultsOutcome } from './compare.js';
import { Figures } from './figures.js';
import type { LoadOptions } from './load/load.js';
import { Randomness } from './randomness.js';
import { breakFirstStart, start, strikeUnderLoad, type StrikeOptions } from './strikes.js';
import { inFolderOfOnesOwn, SETTINGS, underLoad } from './under-load.js';

export type FaultsOptions = LoadOptions & StrikeOptions & { readonly seed: number };

/** Kills an Ally of its own under load, and compares what its clients were told with what is there in the end. */
export async function runFaults(options: FaultsOptions): Promise<FaultsOutcome> {
  let ally: AllyUnderFault | undefined;
  return inFolderOfOnesOwn(
    async (folder) => {
      ally = new AllyUnderFault(join(folder, 'data'), SETTINGS);
      const random = new Randomness(options.seed);
      const figures = new Figures(options.seed);
      await breakFirstStart(ally, random, figures, options.killsOfFirstStart);
      await start(ally);
      const outlived = await underLoad({ ally, random, figures }, options, (scene) =>
        strikeUnderLoad(scene, options),
      );
      return compare(ally, outlived, figures, options.say);
    },
    () => ally?.leaveNothing(),
  );
}
