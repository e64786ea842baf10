import type { QueryClient } from '@tanstack/react-query';
import type { LabEvent } from './types';

const TOGETHER_MILLIS = 150;
const waiting = new WeakMap<QueryClient, Set<string>>();

/** Which answers an event makes old, by the first words of their keys. */
export function touched(event: LabEvent): string[][] {
  const keys: string[][] = [];
  if (event.booking) keys.push(['booking', event.booking]);
  if (event.type.startsWith('BOOKING_')) keys.push(['bookings'], ['calendar'], ['pods'], ['vpods']);
  if (event.type.startsWith('VPOD_')) keys.push(['vpods'], ['pods']);
  if (event.type.startsWith('OUTAGE_')) keys.push(['outages'], ['calendar'], ['pods']);
  if (event.type.startsWith('SHORTENING_')) keys.push(['outages'], ['bookings'], ['calendar'], ['pods']);
  if (event.type.startsWith('OPERATION_')) keys.push(['hosts'], ['snapshots'], ['configs']);
  if (event.type === 'SNAPSHOT_CHANGED') keys.push(['snapshots'], ['configs']);
  if (event.type === 'LAB_CHANGED') keys.push(['labs'], ['hosts'], ['vpods'], ['pods'], ['configs'], ['images'], ['isos'], ['lab-file']);
  if (event.type === 'POD_CHANGED') keys.push(['pods'], ['configs']);
  if (event.type === 'CONFIG_CHANGED') keys.push(['configs']);
  if (event.type === 'PROJECT_CHANGED') keys.push(['projects'], ['pods'], ['configs']);
  if (event.type === 'KEYS_CHANGED') keys.push(['keys']);
  if (event.type.startsWith('LEAKS_')) keys.push(['leaks']);
  return keys;
}

/** Asks again for what the event changed; events that come close together make one request each. */
export function refreshFor(queries: QueryClient, event: LabEvent): void {
  const keys = touched(event);
  if (keys.length === 0) return;
  let pending = waiting.get(queries);
  if (!pending) {
    pending = new Set();
    waiting.set(queries, pending);
    setTimeout(() => flush(queries), TOGETHER_MILLIS);
  }
  keys.forEach((key) => pending.add(JSON.stringify(key)));
}

function flush(queries: QueryClient): void {
  const pending = waiting.get(queries) ?? new Set<string>();
  waiting.delete(queries);
  pending.forEach((key) => void queries.invalidateQueries({ queryKey: JSON.parse(key) as string[] }));
}

/** What is not asked again with everything: drafts, which their page holds, and machines and consoles, for which hosts are asked. */
const APART = new Set<unknown>(['draft', 'machine', 'console']);

/** Asks for everything again that the server itself knows. */
export function refreshAll(queries: QueryClient): void {
  void queries.invalidateQueries({ predicate: (query) => !APART.has(query.queryKey[0]) });
}
