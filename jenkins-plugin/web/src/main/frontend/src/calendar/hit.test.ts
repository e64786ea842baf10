import { expect, test } from 'vitest';
import type { Bar } from '../api/types';
import { hit } from './hit';
import { ROW_HEIGHT } from './paint';
import type { Row } from './rows';
import { toX } from './scale';

const scale = { from: 0, to: 1000, width: 1000 };
const bar = (mine: boolean): Bar => ({
  booking: 'b-1',
  lab: 'l',
  pod: 'p',
  owner: 'o',
  state: 'ACTIVE',
  start: new Date(100).toISOString(),
  end: new Date(300).toISOString(),
  cleanUntil: new Date(320).toISOString(),
  mine,
  offered: false,
});
const row = (kind: Row['kind'], bars: Bar[]): Row => ({ id: kind, title: '', detail: '', kind, lab: 'l', bars, outages: [] });
const rows = (mine: boolean) => [row('host', []), row('lane', [bar(mine)])];
const middle = 1.5 * ROW_HEIGHT;

test('finds bars, free slots of rows that can be booked, and nothing on the line of a host', () => {
  expect(hit(rows(true), scale, toX(scale, 200), middle)).toMatchObject({ what: 'bar', row: 1 });
  expect(hit(rows(true), scale, 600, middle)).toEqual({ what: 'slot', row: 1 });
  expect(hit(rows(true), scale, 600, 5)).toEqual({ what: 'nothing' });
  expect(hit(rows(true), scale, 600, 900)).toEqual({ what: 'nothing' });
});

test('lets the end of my booking be dragged and nobody else’s', () => {
  expect(hit(rows(true), scale, 303, middle).what).toBe('edge');
  expect(hit(rows(false), scale, 299, middle).what).toBe('bar');
  expect(hit(rows(false), scale, 303, middle).what).toBe('slot');
});
