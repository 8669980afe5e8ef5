const STOP_WITHIN_MS = 9_000;

/**
 * Ends the process by `stop` at SIGINT, SIGTERM or SIGHUP (the terminal was closed): with code 0 once it has stopped,
 * with 1 when that takes too long. A second signal changes nothing: npm passes one on that the terminal has sent
 * already.
 */
export function stopOnSignals(stop: () => Promise<void>, complain: (error: unknown) => void): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) return;
    stopping = true;
    const fail = (error: unknown) => {
      complain(error);
      process.exit(1);
    };
    const tooLong = new Error(
      'Ally did not stop within nine seconds, and was ended. Nothing acknowledged is lost.',
    );
    // It keeps the process: one that waits for what never comes would else end by itself, as if it had stopped.
    setTimeout(() => fail(tooLong), STOP_WITHIN_MS);
    stop().then(() => process.exit(0), fail);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
}
