import type { Money } from '#libs/contracts';

/** An amount as a page shows it, with as many decimals as its currency has. */
export function orderAmount({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
