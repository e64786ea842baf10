import { expect, test } from 'vitest';
import { choices, isoMillis, isoOfHours, spoken, spokenIso } from './lengths';

const HOUR = 3_600_000;

test.each([
  [0, '0 s'],
  [59_400, '59 s'],
  [59_900, '1 min'],
  [90 * 60_000, '1 h 30 min'],
  [24 * HOUR, '1 d'],
  [25 * HOUR + 60_000, '1 d 1 h'],
  [-5, '0 s'],
])('says %d ms as %s', (millis, text) => expect(spoken(millis)).toBe(text));

test('reads ISO durations and nothing else', () => {
  expect(isoMillis('P1DT2H')).toBe(26 * HOUR);
  expect(isoMillis('soon')).toBeUndefined();
  expect(isoMillis(5)).toBeUndefined();
  expect(isoOfHours(1.5)).toBe('PT90M');
  expect(spokenIso('PT15M')).toBe('15 min');
});

test('offers lengths within the policy, its default among them', () => {
  expect(choices(HOUR, 8 * HOUR, 3 * HOUR)).toEqual([1, 2, 3, 4, 8].map((h) => h * HOUR));
});
