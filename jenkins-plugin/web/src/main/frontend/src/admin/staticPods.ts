import type { Capacity, Host, Pod, Vpod } from '../api/types';

export interface Wanted {
  host: string;
  pod: string;
  config: string;
  /** What their names begin with. */
  stem: string;
  count: number;
}

/** The most static pods that are written at once. */
export const MOST = 32;
const STEM = /^[a-z0-9][a-z0-9-]{0,36}$/;

/** Says what is wrong with what the names shall begin with. */
export const stemMistake = (stem: string): string | undefined =>
  STEM.test(stem) ? undefined : 'Lower-case letters, digits and hyphens, at most 37, beginning with a letter or digit.';

/** Further static pods as a lab file names them; names that are taken, also on other hosts, are left out. */
export function itemsFor(wanted: Wanted, taken: Iterable<string>): string[] {
  const names = new Set(taken);
  const items: string[] = [];
  for (let number = 1; items.length < wanted.count; number++) {
    const name = `${wanted.stem}${number}`;
    if (names.has(name)) continue;
    items.push(`{name: ${name}, host: ${wanted.host}, pod: ${wanted.pod}, config: ${wanted.config}}`);
  }
  return items;
}

/** The same as lines of a lab file. */
export const linesFor = (wanted: Wanted, present: readonly Vpod[]): string =>
  itemsFor(wanted, present.map((v) => v.id))
    .map((item) => `  - ${item}\n`)
    .join('');

/** Says what of the host would not suffice for them together with the static pods that stand there. */
export function shortOf(wanted: Wanted, host: Host, pods: readonly Pod[], present: readonly Vpod[]): string | undefined {
  const sizes = new Map(pods.filter((p) => p.lab === host.lab).map((p) => [p.pod.id, p.demand]));
  const there = present.filter((v) => v.kind === 'STATIC' && v.host === host.id && v.state !== 'GONE').map((v) => v.pod);
  const all = [...there, ...Array.from({ length: wanted.count }, () => wanted.pod)].map((pod) => sizes.get(pod));
  const need = (part: keyof Capacity) => all.reduce((sum, demand) => sum + (demand?.[part] ?? 0), 0);
  const parts: [keyof Capacity, string][] = [
    ['cores', 'cores'],
    ['memoryMiB', 'MiB memory'],
    ['diskGiB', 'GiB disk'],
  ];
  const missing = parts.filter(([part]) => need(part) > host.capacity[part]).map(([part, unit]) => `${need(part)} of ${host.capacity[part]} ${unit}`);
  return missing.length > 0 ? `Static pods on ${host.id} would take ${missing.join(', ')}. Take fewer, or another host.` : undefined;
}
