import type { OutageHit, OutageSeries } from '../api/types';

/** How an outage can repeat, by rules of RFC 5545; the API knows many more. */
export const REPEATS: [rule: string, words: string][] = [
  ['', 'never'],
  ['FREQ=DAILY', 'every day'],
  ['FREQ=WEEKLY', 'every week'],
  ['FREQ=MONTHLY', 'every month, on that day'],
  ['FREQ=YEARLY', 'every year, on that day'],
];

/** How long before each time holders who are asked may answer; the API takes any duration. */
export const ASKS: [before: string, words: string][] = [
  ['', 'no'],
  ['PT4H', 'until 4 hours before'],
  ['PT24H', 'until a day before'],
  ['PT72H', 'until 3 days before'],
  ['PT168H', 'until a week before'],
];

/** The time to answer in words if it is one of those above, otherwise as it is; a dash where nobody is asked. */
export function askWords(before: string | undefined): string {
  if (!before) return '–';
  return ASKS.find(([known]) => known === before)?.[1] ?? `until ${before} before`;
}

/** The rule in words if it is one of those above, otherwise as it is. */
export function repeatWords(rule: string): string {
  return REPEATS.find(([known]) => known === rule)?.[1] ?? rule;
}

/** What becomes of the bookings that its times would hit, at the first time that hits each. */
export function effectsOf(series: OutageSeries): OutageHit[] {
  const first = new Map<string, OutageHit>();
  for (const hit of series.coming.flatMap((o) => o.effects ?? [])) if (!first.has(hit.booking)) first.set(hit.booking, hit);
  return [...first.values()];
}

/** The bookings that its times would hit, each once, earliest first. */
export function hitsOf(series: OutageSeries): string[] {
  return [...new Set(series.coming.flatMap((o) => o.hits ?? []))];
}
