import { expect, test } from 'vitest';
import type { LabEvent } from '../api/types';
import { told } from './told';

const event = (type: string, data?: Record<string, string>): LabEvent => ({
  sequence: 1,
  at: '2026-01-01T00:00:00Z',
  type,
  user: 'alice',
  channel: 'WEB',
  ...(data ? { data } : {}),
});
const when = (instant: string) => `<${instant}>`;

test('says moments in the words of the reader', () => {
  expect(told(event('BOOKING_ACTIVE', { end: '2026-01-02T03:04:05.678Z', pod: 'pair' }), when)).toBe(
    'Handed over: end <2026-01-02T03:04:05.678Z>',
  );
});

test('says states in words and reasons as they are', () => {
  expect(told(event('OPERATION_FINISHED', { kind: 'PROVISION', state: 'FAILED', reason: 'no room' }), when)).toBe(
    'Work ended: Build, failed, no room',
  );
});

test('says a type it does not know by its name', () => {
  expect(told(event('SNAPSHOT_TAKEN'), when)).toBe('snapshot taken');
});

test('keeps text that turns direction from turning what follows it', () => {
  expect(told(event('SHORTENING_ASKED', { reason: 'a \u202e\u2069b', outage: 'x-1' }), when)).toBe(
    'Asked to end earlier for an outage: \u2068a \u202eb\u2069, outage x-1',
  );
});
