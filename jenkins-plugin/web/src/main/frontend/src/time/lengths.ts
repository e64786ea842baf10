import { Duration } from 'luxon';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Says a length in at most two units: 3 d 4 h, 2 h 5 min, 40 s. */
export function spoken(millis: number): string {
  const left = Math.max(0, Math.round(millis / 1000) * 1000);
  if (left < MINUTE) return `${left / 1000} s`;
  const parts: [number, string][] = [
    [Math.floor(left / DAY), 'd'],
    [Math.floor((left % DAY) / HOUR), 'h'],
    [Math.floor((left % HOUR) / MINUTE), 'min'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** Length of an ISO 8601 duration in milliseconds; undefined when it is none. */
export function isoMillis(iso: unknown): number | undefined {
  if (typeof iso !== 'string') return undefined;
  const duration = Duration.fromISO(iso);
  return duration.isValid ? duration.toMillis() : undefined;
}

export const isoOfHours = (hours: number): string => `PT${Math.round(hours * 60)}M`;

export const spokenIso = (iso: unknown): string => {
  const millis = isoMillis(iso);
  return millis === undefined ? '' : spoken(millis);
};

/** Lengths to choose from between a shortest and a longest one, the default among them; in milliseconds, ascending. */
export function choices(min: number, max: number, standard: number): number[] {
  const usual = [0.5, 1, 2, 4, 8, 12].map((h) => h * HOUR).concat([1, 2, 3, 5, 7, 10, 14, 21].map((d) => d * DAY));
  const fitting = usual.filter((length) => length >= min && length <= max);
  return [...new Set([...fitting, standard])].sort((a, b) => a - b);
}
