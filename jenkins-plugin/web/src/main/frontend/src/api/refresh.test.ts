import { expect, test } from 'vitest';
import { touched } from './refresh';
import type { LabEvent } from './types';

const event = (type: string, more: Partial<LabEvent> = {}): LabEvent => ({
  sequence: 1,
  at: '2026-01-01T00:00:00Z',
  type,
  user: 'system',
  channel: 'SYSTEM',
  ...more,
});

test('a task that moved makes its own booking old and nothing else', () => {
  expect(touched(event('TASK_CHANGED', { booking: 'b-1' }))).toEqual([['booking', 'b-1']]);
});

test('a booking that changed makes the lists, the calendar and what is free old', () => {
  expect(touched(event('BOOKING_DONE', { booking: 'b-1' })).map((key) => key[0])).toEqual([
    'booking',
    'bookings',
    'calendar',
    'pods',
    'vpods',
  ]);
});

test('a pod that changed and a machine that was saved change which software goes onto which pod', () => {
  expect(touched(event('POD_CHANGED'))).toContainEqual(['configs']);
  expect(touched(event('SNAPSHOT_CHANGED'))).toContainEqual(['configs']);
  expect(touched(event('OPERATION_FINISHED', { booking: 'b-1' }))).toContainEqual(['configs']);
});
