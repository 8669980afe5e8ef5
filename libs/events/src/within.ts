/**
 * @param onLate told before anybody else is.
 * @throws TookTooLong when something takes longer; it then goes on unheard.
 */
export async function within<T>(
  limitMs: number,
  what: string,
  work: Promise<T>,
  onLate?: (error: TookTooLong) => void,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new TookTooLong(`${what} took longer than ${Math.round(limitMs) / 1000} s`);
      onLate?.(error);
      reject(error);
    }, limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}
