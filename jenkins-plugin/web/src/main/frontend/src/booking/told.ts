import type { LabEvent } from '../api/types';
import { word } from '../ui/words';

const SENTENCES: Record<string, string> = {
  BOOKING_REQUESTED: 'Asked for',
  BOOKING_WAITING: 'Put into the queue',
  BOOKING_OFFERED: 'Offered from the queue',
  BOOKING_SCHEDULED: 'Granted',
  BOOKING_PROVISIONING: 'Machines are being built',
  BOOKING_ACTIVE: 'Handed over',
  BOOKING_EXTENDED: 'Extended',
  BOOKING_CLEANING: 'Given back, machines are being cleaned',
  BOOKING_DONE: 'Over and clean',
  BOOKING_FAILED: 'Failed',
  BOOKING_CANCELLED: 'Given up',
  BOOKING_MEMBERS: 'People changed',
  BOOKING_HANDED_OVER: 'Handed over to somebody else',
  SHORTENING_ASKED: 'Asked to end earlier for an outage',
  SHORTENING_AGREED: 'Agreed to end earlier for an outage',
  SHORTENING_REFUSED: 'Not agreed to end earlier for an outage',
  BOOKING_IDLE: 'Nobody uses it, its people were asked',
  BOOKING_KEPT: 'Still needed',
  REMINDER: 'Reminder sent',
  OPERATION_QUEUED: 'Work waits to begin',
  OPERATION_STARTED: 'Work began',
  OPERATION_FINISHED: 'Work ended',
  TASK_CHANGED: 'Step',
  REFUSED: 'Refused',
};

const SAID_ELSEWHERE = new Set(['task', 'percent', 'owner', 'host', 'before', 'pod']);
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const NAMELESS = new Set(['title', 'message', 'reason', 'kind', 'state']);

/** Says an event in a line: what, and the values that came with it; moments by the second argument. */
export function told(event: LabEvent, when: (instant: string) => string): string {
  const what = SENTENCES[event.type] ?? word(event.type);
  const values = Object.entries(event.data ?? {})
    .filter(([name, value]) => !SAID_ELSEWHERE.has(name) && value !== '')
    .map(([name, value]) => (NAMELESS.has(name) ? shown(name, value, when) : `${name} ${shown(name, value, when)}`));
  return values.length > 0 ? `${what}: ${values.join(', ')}` : what;
}

function shown(name: string, value: string, when: (instant: string) => string): string {
  if (name === 'kind' || name === 'state') return word(value);
  return INSTANT.test(value) ? when(value) : isolated(value);
}

const TURNS = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Keeps text that runs, or is told to run, from right to left from turning what stands beside it. */
function isolated(value: string): string {
  return TURNS.test(value) ? `\u2068${value.replace(/[\u2066-\u2069]/g, '')}\u2069` : value;
}
