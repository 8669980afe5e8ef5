const STOP_WITHIN_MS = 9_000;

/** What of stopping differs between programs. */
export interface Stopping {
  readonly signals: readonly NodeJS.Signals[];
  readonly withinMs: number;
}

/**
 * Ends the process by `stop` at SIGINT, SIGTERM or SIGHUP (the terminal was closed), and when the process that has started
 * it over a channel has gone: with code 0 once it has stopped, with 1 when that takes too long. A second signal changes
 * nothing: npm passes one on that the terminal has sent already.
 */
export function stopOnSignals(
  stop: () => Promise<void>,
  complain: (error: unknown) => void,
  { signals, withinMs }: Stopping = { signals: ['SIGINT', 'SIGTERM', 'SIGHUP'], withinMs: STOP_WITHIN_MS },
): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) return;
    stopping = true;
    const fail = (error: unknown) => {
      complain(error);
      process.exit(1);
    };
    const tooLong = new Error(
      `Ally did not stop within ${withinMs / 1000} seconds, and was ended. Nothing acknowledged is lost.`,
    );
    // It keeps the process: one that waits for what never comes would else end by itself, as if it had stopped.
    setTimeout(() => fail(tooLong), withinMs);
    stop().then(() => process.exit(0), fail);
  };
  for (const signal of signals) process.on(signal, onSignal);
  process.on('disconnect', onSignal);
  // It may have gone while this one was starting.
  if (process.send !== undefined && !process.connected) onSignal();
}
