import { DateTime } from 'luxon';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How much time the window shows, from hours to months. */
export const ZOOMS = [
  { name: '6 hours', millis: 6 * HOUR },
  { name: 'day', millis: DAY },
  { name: '3 days', millis: 3 * DAY },
  { name: 'week', millis: 7 * DAY },
  { name: '2 weeks', millis: 14 * DAY },
  { name: 'month', millis: 31 * DAY },
  { name: '3 months', millis: 92 * DAY },
] as const;

export const WEEK_ZOOM = 3;

export interface Scale {
  from: number;
  to: number;
  width: number;
}

export const toX = (scale: Scale, instant: number): number =>
  ((instant - scale.from) / (scale.to - scale.from)) * scale.width;

export const toTime = (scale: Scale, x: number): number => scale.from + (x / scale.width) * (scale.to - scale.from);

/** To what a dragged moment is rounded: finer the closer one looks. */
export function grain(scale: Scale): number {
  const shown = scale.to - scale.from;
  if (shown <= 6 * HOUR) return 5 * 60_000;
  if (shown <= 3 * DAY) return 15 * 60_000;
  return shown <= 14 * DAY ? HOUR : 6 * HOUR;
}

export const round = (instant: number, to: number): number => Math.round(instant / to) * to;

export interface Tick {
  at: number;
  label: string;
  strong: boolean;
}

const STEPS: { most: number; unit: 'hour' | 'day' | 'week'; count: number; format: string }[] = [
  { most: 8 * HOUR, unit: 'hour', count: 1, format: 'HH:mm' },
  { most: 1.5 * DAY, unit: 'hour', count: 3, format: 'HH:mm' },
  { most: 4 * DAY, unit: 'hour', count: 6, format: 'HH:mm' },
  { most: 15 * DAY, unit: 'day', count: 1, format: 'ccc d' },
  { most: 40 * DAY, unit: 'day', count: 3, format: 'd LLL' },
  { most: Infinity, unit: 'week', count: 1, format: 'd LLL' },
];

/** Where lines stand, in the reader's zone: at midnights and hours of that zone, also over changes of clocks. */
export function ticks(scale: Scale, zone: string, locale: string): Tick[] {
  const shown = scale.to - scale.from;
  const step = STEPS.find((s) => shown <= s.most) ?? STEPS[STEPS.length - 1]!;
  const found: Tick[] = [];
  let time = DateTime.fromMillis(scale.from, { zone }).setLocale(locale).startOf(step.unit === 'hour' ? 'day' : step.unit);
  while (time.toMillis() < scale.to) {
    if (time.toMillis() >= scale.from) {
      const midnight = time.hour === 0 && time.minute === 0;
      found.push({
        at: time.toMillis(),
        label: midnight && step.unit === 'hour' ? time.toFormat('ccc d LLL') : time.toFormat(step.format),
        strong: midnight && (step.unit === 'hour' || time.weekday === 1),
      });
    }
    time = time.plus({ [`${step.unit}s`]: step.count });
  }
  return found;
}
