import { expect, test } from 'vitest';
import type { Bar, Host, Vpod } from '../api/types';
import { lanes, rowsOf } from './rows';

const at = (hour: number) => `2026-03-01T${String(hour).padStart(2, '0')}:00:00Z`;

const bar = (booking: string, from: number, to: number, more: Partial<Bar> = {}): Bar => ({
  booking,
  lab: 'l1',
  pod: 'pair',
  owner: 'alice',
  state: 'SCHEDULED',
  host: 'h1',
  vpod: `pod-${booking}`,
  start: at(from),
  end: at(to),
  cleanUntil: at(to),
  mine: false,
  offered: false,
  ...more,
});

const host = { id: 'h1', lab: 'l1' } as Host;
const rack = { id: 'rack1', host: 'h1', pod: 'rack', kind: 'STATIC' } as Vpod;

test('puts into one lane what touches and into two what overlaps', () => {
  const found = lanes([bar('b-1', 1, 3), bar('b-2', 2, 4), bar('b-3', 3, 5)]);
  expect(found.map((lane) => lane.map((b) => b.booking))).toEqual([['b-1', 'b-3'], ['b-2']]);
});

test('keeps a lane taken while its place is cleaned', () => {
  const found = lanes([bar('b-1', 1, 3, { cleanUntil: at(4) }), bar('b-2', 3, 5)]);
  expect(found).toHaveLength(2);
});

test('never lets two bars of a lane overlap, and needs no more lanes than overlap at once', () => {
  let seed = 7;
  const random = (n: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % n;
  const bars = Array.from({ length: 200 }, (_, i) => {
    const from = random(20);
    return bar(`b-${i}`, from, from + 1 + random(3));
  }).sort((a, b) => a.start.localeCompare(b.start));
  const found = lanes(bars);
  for (const lane of found) {
    for (let i = 1; i < lane.length; i++) expect(lane[i]!.start >= lane[i - 1]!.cleanUntil).toBe(true);
  }
  const most = Math.max(...bars.map((b) => bars.filter((o) => o.start <= b.start && o.cleanUntil > b.start).length));
  expect(found).toHaveLength(most);
});

test('shows static pods on lines of their own, dynamic ones in lanes, and the queue at last', () => {
  const bars = [bar('b-1', 1, 3, { vpod: 'rack1' }), bar('b-2', 1, 3), bar('b-3', 1, 3, { host: undefined, vpod: undefined, state: 'WAITING' })];
  const rows = rowsOf({ hosts: [host], vpods: [rack], outages: [], bars }, { lab: '', mine: false, project: '' });
  expect(rows.map((r) => [r.kind, r.bars.map((b) => b.booking)])).toEqual([
    ['host', []],
    ['static', ['b-1']],
    ['lane', ['b-2']],
    ['lane', []],
    ['queue', ['b-3']],
  ]);
});

test('shows only what passes the filter', () => {
  const bars = [bar('b-1', 1, 3, { mine: true }), bar('b-2', 4, 5, { project: 'nfv' })];
  const shown = (filter: { lab: string; mine: boolean; project: string }) =>
    rowsOf({ hosts: [host], vpods: [], outages: [], bars }, filter).flatMap((r) => r.bars.map((b) => b.booking));
  expect(shown({ lab: '', mine: true, project: '' })).toEqual(['b-1']);
  expect(shown({ lab: '', mine: false, project: 'nfv' })).toEqual(['b-2']);
  expect(shown({ lab: 'l2', mine: false, project: '' })).toEqual([]);
});
