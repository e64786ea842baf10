import { DateTime } from 'luxon';
import { spoken } from '../time/lengths';

const ONE_DIGIT = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const FEW_SECONDS = 180;
const SHARE = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

/** Hours, and minutes where it is less than one. */
export const hours = (count: number): string =>
  count > 0 && count < 1 ? `${Math.round(count * 60)} min` : `${ONE_DIGIT.format(count)} h`;
export const share = (part: number): string => SHARE.format(part);
/** Seconds as long as they are few, then in larger units. */
export const seconds = (count: number): string =>
  count < FEW_SECONDS ? `${ONE_DIGIT.format(count)} s` : spoken(count * 1000);

/** The first day of a week, as short as a chart needs it. */
export const day = (instant: string, zone: string): string =>
  DateTime.fromISO(instant, { zone }).setLocale(navigator.language).toLocaleString({ day: 'numeric', month: 'short' });

export const sum = <T>(rows: readonly T[], of: (row: T) => number): number => rows.reduce((total, row) => total + of(row), 0);
