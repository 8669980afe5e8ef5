import type { FaultsOutcome } from './compare.js';

/** Where fewer were planted, too little was there for the checks to be about. */
const PLANTED_AT_LEAST = 0.5;

/** Why a run does not show that nothing is lost, each in words; none when it does. */
export function objectionsTo(
  outcome: Pick<FaultsOutcome, 'leftOut' | 'findings' | 'overlooked' | 'planted' | 'unplanted'> & {
    readonly figures: { readonly writes: number };
  },
): string[] {
  const { figures, leftOut, findings, overlooked, planted, unplanted } = outcome;
  const breaches = planted.length + unplanted.length;
  return [
    ...(findings.length > 0 ? [`${findings.length} checks have found something`] : []),
    ...(overlooked.length > 0 ? [`${overlooked.length} planted breaches were overlooked`] : []),
    ...(leftOut.length > 0 ? [`there was no time for ${leftOut.join(', ')}`] : []),
    ...(figures.writes === 0 ? ['nobody was told anything'] : []),
    ...(planted.length < breaches * PLANTED_AT_LEAST
      ? [`only ${planted.length} of ${breaches} breaches could be planted`]
      : []),
  ];
}
