import { expect, test } from 'vitest';
import { ApiProblem } from '../api/problem';
import type { Config, Lab, Pod } from '../api/types';
import { fieldOf, podMistakes, requestOf, softwareMistakes, titleOf, whenMistakes, whoMistakes, type Facts, type Plan } from './plan';

const NOW = Date.parse('2026-03-01T00:00:00Z');
const facts = (plan: Plan): Facts => ({
  plan,
  pods: [{ lab: 'l', pod: { id: 'pair' } } as Pod],
  configs: [],
  asks: [],
  labs: [{ id: 'l', policy: { 'min-length': 'PT10M', 'max-length': 'P3D', horizon: 'P60D' } } as unknown as Lab],
  now: NOW,
});

test('wants a pod that is there', () => {
  expect(podMistakes(facts({}))).toEqual({ pod: 'Choose a pod.' });
  expect(podMistakes(facts({ lab: 'l', pod: 'gone' })).pod).toMatch(/not there any more/);
  expect(podMistakes(facts({ lab: 'l', pod: 'pair' }))).toEqual({});
});

test('wants a pod of a lab that lets one book', () => {
  const plan = { lab: 'l', pod: 'pair' };
  const pods = [{ lab: 'l', pod: { id: 'pair' }, closed: true } as Pod];
  const labs = [{ id: 'l', whyNot: 'Ask ops.' } as Lab];
  expect(podMistakes({ ...facts(plan), pods, labs })).toEqual({ pod: 'Ask ops.' });
});

test('wants software that goes onto the machines of the pod', () => {
  const configs = [{ lab: 'l', config: { id: 'hello' } } as Config];
  expect(softwareMistakes({ ...facts({ lab: 'l', pod: 'pair', config: 'hello' }), configs })).toEqual({});
  expect(softwareMistakes({ ...facts({ lab: 'l', pod: 'pair', config: 'saved' }), configs }).config).toMatch(/saved .* pod pair/);
  expect(softwareMistakes({ ...facts({ lab: 'l', pod: 'pair' }), configs })).toEqual({});
  expect(softwareMistakes({ ...facts({ config: 'saved' }), configs: [] })).toEqual({});
});

test('holds times against the policy of the lab', () => {
  expect(whenMistakes(facts({ lab: 'l', length: 'PT5M' })).length).toBe('At least 10 min in this lab.');
  expect(whenMistakes(facts({ lab: 'l', length: 'P4D' })).length).toBe('At most 3 d in this lab.');
  expect(whenMistakes(facts({ lab: 'l', start: '2026-02-28T00:00:00Z' })).start).toMatch(/over/);
  expect(whenMistakes(facts({ lab: 'l', start: '2026-06-28T00:00:00Z' })).start).toMatch(/60 d ahead/);
  expect(whenMistakes(facts({ lab: 'l', start: '2026-03-02T00:00:00Z', length: 'P1D' }))).toEqual({});
});

test('says which name is none and which text is too long', () => {
  expect(whoMistakes(facts({ collaborators: ['bob', 'c c'] })).collaborators).toMatch(/“c c”/);
  expect(whoMistakes(facts({ purpose: 'x'.repeat(501) })).purpose).toMatch(/these are 501/);
});

test('asks for what was entered and leaves out what was not', () => {
  expect(JSON.parse(JSON.stringify(requestOf({ lab: 'l', pod: 'pair', purpose: '  ', collaborators: [] })))).toEqual({
    lab: 'l',
    pod: 'pair',
    mayWait: false,
  });
});

test('leads a refusal to its field', () => {
  const problem = (code: string, message = '') => new ApiProblem(409, code, message);
  expect(fieldOf(problem('POD_TAKEN'))).toBe('start');
  expect(fieldOf(problem('INVALID', 'purpose must be at most 500 characters'))).toBe('purpose');
  expect(fieldOf(problem('INTERNAL'))).toBeUndefined();
});

test('names a draft in one short line', () => {
  expect(titleOf({ purpose: `a\nb${'x'.repeat(200)}` })).toHaveLength(100);
  expect(titleOf({ purpose: 'a\nb' })).toBe('a b');
  expect(titleOf({ pod: 'pair' })).toBe('Booking of pair');
});
