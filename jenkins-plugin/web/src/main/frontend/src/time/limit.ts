import { isoMillis, spoken } from './lengths';

/** A limit of a policy in words: lengths as such, everything else as it stands in the lab file. */
export function limit(value: unknown): string {
  const millis = isoMillis(value);
  if (millis !== undefined) return spoken(millis);
  if (Array.isArray(value)) return value.map(limit).join(', ') || 'none';
  if (value !== null && typeof value === 'object') return JSON.stringify(value);
  return String(value);
}
