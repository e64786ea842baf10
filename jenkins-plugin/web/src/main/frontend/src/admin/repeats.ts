import type { OutageSeries } from '../api/types';

/** How an outage can repeat, by rules of RFC 5545; the API knows many more. */
export const REPEATS: [rule: string, words: string][] = [
  ['', 'never'],
  ['FREQ=DAILY', 'every day'],
  ['FREQ=WEEKLY', 'every week'],
  ['FREQ=MONTHLY', 'every month, on that day'],
  ['FREQ=YEARLY', 'every year, on that day'],
];

/** The rule in words if it is one of those above, otherwise as it is. */
export function repeatWords(rule: string): string {
  return REPEATS.find(([known]) => known === rule)?.[1] ?? rule;
}

/** The bookings that its times would hit, each once, earliest first. */
export function hitsOf(series: OutageSeries): string[] {
  return [...new Set(series.coming.flatMap((o) => o.hits ?? []))];
}
