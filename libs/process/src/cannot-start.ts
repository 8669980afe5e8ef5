/** Why a process does not start, as one sentence for the person who starts it. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
