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

/** Lines of a lab file for further static pods; names that are taken, also on other hosts, are left out. */
export function linesFor(wanted: Wanted, present: readonly Vpod[]): string {
  const taken = new Set(present.map((v) => v.id));
  const lines: string[] = [];
  for (let number = 1; lines.length < wanted.count; number++) {
    const name = `${wanted.stem}${number}`;
    if (taken.has(name)) continue;
    lines.push(`  - {name: ${name}, host: ${wanted.host}, pod: ${wanted.pod}, config: ${wanted.config}}`);
  }
  return `${lines.join('\n')}\n`;
}

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
