import { DateTime } from 'luxon';

/** What the page is asked to show; days are yyyy-MM-dd in the zone, both counted in full. */
export interface Shown {
  from: string;
  to: string;
  zone: string;
  lab: string;
}

/** What is asked of the API. */
export interface StatisticsQuery {
  from: string;
  to?: string;
  zone: string;
  lab?: string;
}

const DAY = 'yyyy-MM-dd';
const USUAL_DAYS = 27;

export const PRESETS: readonly { title: string; days: number }[] = [
  { title: 'Last 7 days', days: 6 },
  { title: 'Last 4 weeks', days: USUAL_DAYS },
  { title: 'Last 12 weeks', days: 83 },
  { title: 'Last year', days: 364 },
];

export const today = (zone: string, now = Date.now()): string => DateTime.fromMillis(now, { zone }).toFormat(DAY);

/** The day so many days before today. */
export const daysAgo = (days: number, zone: string, now = Date.now()): string =>
  DateTime.fromMillis(now, { zone }).minus({ days }).toFormat(DAY);

/** Reads what is to be shown of an address; what is missing there is the usual. */
export function shown(search: URLSearchParams, home: string, now = Date.now()): Shown {
  const named = search.get('zone') ?? home;
  const zone = DateTime.fromMillis(now, { zone: named }).isValid ? named : home;
  return {
    zone,
    from: search.get('from') ?? daysAgo(USUAL_DAYS, zone, now),
    to: search.get('to') ?? today(zone, now),
    lab: search.get('lab') ?? '',
  };
}

/** Says in one sentence what is wrong with the days, if something is. */
export function mistake({ from, to, zone }: Shown, now = Date.now()): string | undefined {
  const start = DateTime.fromFormat(from, DAY, { zone });
  const end = DateTime.fromFormat(to, DAY, { zone });
  if (!start.isValid) return 'The first day is no date; choose one, for example 2026-03-01.';
  if (!end.isValid) return 'The last day is no date; choose one, for example 2026-03-28.';
  if (start > end) return 'The first day is after the last one; choose an earlier one.';
  if (start.toMillis() > now) return 'The first day has not come yet; statistics tell of what was.';
  return undefined;
}

/** The days as instants: from the first moment of the first day to the end of the last one, at most to now. */
export function query({ from, to, zone, lab }: Shown, now = Date.now()): StatisticsQuery {
  const start = DateTime.fromFormat(from, DAY, { zone }).startOf('day').toUTC().toISO({ suppressMilliseconds: true });
  const end = DateTime.fromFormat(to, DAY, { zone }).plus({ days: 1 }).startOf('day');
  return {
    from: start ?? '',
    zone,
    ...(end.toMillis() < now ? { to: end.toUTC().toISO({ suppressMilliseconds: true }) ?? '' } : {}),
    ...(lab ? { lab } : {}),
  };
}
