import { expect, test } from 'vitest';
import type { Parameter } from '../api/types';
import { anyMistake, parameterMistake, said } from './parameters';

const parameter = (more: Partial<Parameter>): Parameter => ({ name: 'p', title: 'The p', choices: [], secret: false, ...more });

test('wants what has no standard value', () => {
  expect(parameterMistake(parameter({}), undefined)).toBe('Say it.');
  expect(parameterMistake(parameter({ standard: 'x' }), '')).toBeUndefined();
  expect(parameterMistake(parameter({ standard: '' }), undefined)).toBeUndefined();
});

test('holds a value against pattern, choices and length', () => {
  expect(parameterMistake(parameter({ pattern: '[A-Z]+-\\d+' }), 'NFV-7')).toBeUndefined();
  expect(parameterMistake(parameter({ pattern: '[A-Z]+-\\d+' }), 'xNFV-7')).toMatch(/must match/);
  expect(parameterMistake(parameter({ pattern: 'a{1,2}'.repeat(9) }), 'b')).toBe('It is not of the form that is asked for.');
  expect(parameterMistake(parameter({ choices: ['a', 'b'] }), 'c')).toBe('Choose one of a, b.');
  expect(parameterMistake(parameter({}), 'x'.repeat(201))).toMatch(/these are 201/);
});

test('leaves a pattern to the server that the browser does not understand', () => {
  expect(parameterMistake(parameter({ pattern: '(?i)a\\z' }), 'A')).toBeUndefined();
});

test('names the first mistake and sends what was said', () => {
  expect(anyMistake([parameter({ standard: 'x' }), parameter({ name: 'q', title: 'The q' })], {})).toBe('The q: Say it.');
  expect(said({ p: '', q: 'y' })).toEqual({ q: 'y' });
});
