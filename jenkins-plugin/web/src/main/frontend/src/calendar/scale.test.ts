import { expect, test } from 'vitest';
import { grain, ticks, toTime, toX, type Scale } from './scale';

const HOUR = 3_600_000;
const scaleOf = (from: string, millis: number): Scale => ({ from: Date.parse(from), to: Date.parse(from) + millis, width: 1000 });

test('places and moments go both ways', () => {
  const scale = scaleOf('2026-03-01T00:00:00Z', 24 * HOUR);
  expect(toX(scale, scale.from + 6 * HOUR)).toBe(250);
  expect(toTime(scale, 250)).toBe(scale.from + 6 * HOUR);
});

test('lines of days stand at midnights of the reader, also when clocks change', () => {
  const scale = scaleOf('2026-03-27T23:00:00Z', 4 * 24 * HOUR + HOUR);
  const days = ticks({ ...scale, to: scale.from + 6 * 24 * HOUR }, 'Europe/Paris', 'en');
  expect(days.slice(0, 4).map((t) => new Date(t.at).toISOString())).toEqual([
    '2026-03-27T23:00:00.000Z',
    '2026-03-28T23:00:00.000Z',
    '2026-03-29T22:00:00.000Z',
    '2026-03-30T22:00:00.000Z',
  ]);
});

test('rounds the finer the closer one looks', () => {
  expect(grain(scaleOf('2026-03-01T00:00:00Z', 6 * HOUR))).toBe(5 * 60_000);
  expect(grain(scaleOf('2026-03-01T00:00:00Z', 24 * 31 * HOUR))).toBe(6 * HOUR);
});
