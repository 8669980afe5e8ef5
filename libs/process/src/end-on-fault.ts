/**
 * Ends the process with 1 at an error that nobody has caught, said by `complain`. Node itself would print all that the
 * error holds, and those of a database hold rows.
 */
export function endOnFault(complain: (error: unknown) => void): void {
  process.on('uncaughtException', (error) => {
    complain(error);
    process.exit(1);
  });
}
