import { expect, test } from 'vitest';
import { departure, together } from './merge';

const BASE = 'a\nb\nc\nd\ne\n';

test('finds where a text departs from another', () => {
  expect(departure(BASE, 'a\nb\nX\nd\ne\n')).toEqual({ from: 2, to: 3, lines: ['X'] });
  expect(departure(BASE, 'a\nb\nc\nnew\nd\ne\n')).toEqual({ from: 3, to: 3, lines: ['new'] });
  expect(departure(BASE, 'a\nb\nd\ne\n')).toEqual({ from: 2, to: 3, lines: [] });
});

test('puts together what two changed in different places, whoever was first', () => {
  expect(together(BASE, 'A\nb\nc\nd\ne\n', 'a\nb\nc\nd\nE\n')).toBe('A\nb\nc\nd\nE\n');
  expect(together(BASE, 'a\nb\nc\nd\nE\n', 'A\nA2\nb\nc\nd\ne\n')).toBe('A\nA2\nb\nc\nd\nE\n');
  expect(together(BASE, 'a\nb\ne\n', 'new\na\nb\nc\nd\ne\n')).toBe('new\na\nb\ne\n');
});

test('leaves to people what both changed in the same place', () => {
  expect(together(BASE, 'a\nX\nc\nd\ne\n', 'a\nY\nc\nd\ne\n')).toBeUndefined();
  expect(together(BASE, 'a\nb\nmine\nc\nd\ne\n', 'a\nb\ntheirs\nc\nd\ne\n')).toBeUndefined();
  expect(together(BASE, 'a\nX\nX\nd\ne\n', 'a\nb\nY\nY\ne\n')).toBeUndefined();
});
