/**
 * Undoes what has been done, last one first, and empties the list. A step that fails keeps no other from its turn.
 * @throws AggregateError with what failed.
 */
export async function stopAll(undo: (() => unknown)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const step of undo.splice(0).toReversed()) {
    try {
      await step();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0)
    throw new AggregateError(errors, `Not everything could be stopped: ${errors.join('; ')}`);
}
