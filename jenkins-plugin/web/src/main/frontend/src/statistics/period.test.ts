import { expect, test } from 'vitest';
import { daysAgo, mistake, query, shown, type Shown } from './period';

const NOW = Date.parse('2026-03-31T10:00:00Z');
const asked = (text: string): Shown => shown(new URLSearchParams(text), 'Europe/Paris', NOW);

test('shows the last four weeks in the zone of the reader unless something else is asked', () => {
  expect(asked('')).toEqual({ from: '2026-03-04', to: '2026-03-31', zone: 'Europe/Paris', lab: '' });
});

test('takes days in full, also where clocks change between them', () => {
  expect(query(asked('from=2026-03-28&to=2026-03-29'), NOW)).toEqual({
    from: '2026-03-27T23:00:00Z',
    to: '2026-03-29T22:00:00Z',
    zone: 'Europe/Paris',
  });
});

test('asks for what was until now when the last day is not over', () => {
  expect(query(asked('from=2026-03-30&lab=main'), NOW)).toEqual({ from: '2026-03-29T22:00:00Z', zone: 'Europe/Paris', lab: 'main' });
});

test.each([
  ['from=yesterday', 'first day is no date'],
  ['to=2026-02-30', 'last day is no date'],
  ['from=2026-03-02&to=2026-03-01', 'after the last one'],
  ['from=2027-01-01&to=2027-01-02', 'has not come yet'],
])('says what is wrong with %s', (text, sentence) => expect(mistake(asked(text), NOW)).toContain(sentence));

test('finds nothing wrong with one day, nor a zone that there is not', () => {
  expect(mistake(asked('from=2026-03-01&to=2026-03-01'), NOW)).toBeUndefined();
  expect(asked('zone=Moon/Base').zone).toBe('Europe/Paris');
});

test('counts days in the zone', () => {
  expect(daysAgo(0, 'Pacific/Auckland', Date.parse('2026-03-31T20:00:00Z'))).toBe('2026-04-01');
});
