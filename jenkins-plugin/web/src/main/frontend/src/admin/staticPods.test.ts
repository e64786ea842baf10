import { expect, test } from 'vitest';
import type { Host, Pod, Vpod } from '../api/types';
import { linesFor, shortOf, stemMistake } from './staticPods';

const wanted = { host: 'h1', pod: 'pair', config: 'debian', stem: 'vpod', count: 2 };
const vpod = (id: string, more: Partial<Vpod> = {}) => ({ id, lab: 'l', host: 'h1', pod: 'pair', kind: 'STATIC', state: 'FREE', ...more }) as Vpod;
const host = { id: 'h1', lab: 'l', capacity: { cores: 8, memoryMiB: 8192, diskGiB: 100 } } as Host;
const pair = { lab: 'l', pod: { id: 'pair' }, demand: { cores: 2, memoryMiB: 2048, diskGiB: 20 } } as Pod;

test('writes lines of a lab file and leaves out names that are taken', () => {
  expect(linesFor(wanted, [vpod('vpod1'), vpod('vpod3', { host: 'h2' })])).toBe(
    '  - {name: vpod2, host: h1, pod: pair, config: debian}\n  - {name: vpod4, host: h1, pod: pair, config: debian}\n',
  );
});

test('says what the host has not enough of, with what stands there already', () => {
  expect(shortOf(wanted, host, [pair], [vpod('a'), vpod('b')])).toBeUndefined();
  expect(shortOf(wanted, host, [pair], [vpod('a'), vpod('b'), vpod('c')])).toBe(
    'Static pods on h1 would take 10 of 8 cores, 10240 of 8192 MiB memory. Take fewer, or another host.',
  );
  const elsewhere = [vpod('a', { host: 'h2' }), vpod('b', { kind: 'DYNAMIC' }), vpod('c', { state: 'GONE' })];
  expect(shortOf({ ...wanted, count: 4 }, host, [pair], elsewhere)).toBeUndefined();
});

test('takes no names that a lab file refuses', () => {
  expect([stemMistake('rack-'), stemMistake('Rack'), stemMistake('')].map((m) => m === undefined)).toEqual([true, false, false]);
});
