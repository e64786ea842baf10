import { parse, stringify, YAMLParseError } from 'yaml';
import type { Network, Node as Machine } from '../api/types';
import { arrange, type Drawing } from './model';

const MAX_TEXT = 512 * 1024;

/** A drawing as a pod of a lab file. */
export function toYaml(name: string, description: string, drawing: Drawing): string {
  const size = (mib: number) => (mib % 1024 === 0 ? `${mib / 1024}G` : `${mib}M`);
  return stringify({
    name,
    ...(description ? { description } : {}),
    networks: drawing.networks.map(({ name: net, kind, vlan, subnet, addressing, uplink }) => ({
      name: net,
      ...(kind === 'OVS' ? { kind: 'ovs' } : {}),
      ...(vlan === undefined ? {} : { vlan }),
      ...(subnet === undefined ? {} : { subnet }),
      addressing: addressing.toLowerCase(),
      ...(uplink === 'NAT' ? { uplink: 'nat' } : {}),
    })),
    machines: drawing.machines.map((m) => ({
      name: m.name,
      role: m.role.toLowerCase(),
      cores: m.cores,
      memory: size(m.memoryMiB),
      disk: `${m.diskGiB}G`,
      networks: m.nics.map((nic) => nic.network),
    })),
  });
}

export interface Read {
  name: string;
  description: string;
  drawing: Drawing;
}

type Raw = Record<string, unknown>;

const isRecord = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

function list(value: unknown, what: string): Raw[] {
  if (!Array.isArray(value) || !value.every(isRecord)) throw new Error(`${what} must be a list of maps.`);
  return value;
}

function oneOf<T extends string>(value: unknown, names: readonly T[], otherwise: T, what: string): T {
  if (value === undefined) return otherwise;
  const found = names.find((name) => name.toLowerCase() === String(value).toLowerCase());
  if (!found) throw new Error(`${what} must be one of ${names.join(', ').toLowerCase()}, was “${String(value).slice(0, 40)}”.`);
  return found;
}

/** Reads 256M, 8G or 1T into MiB. */
export function mebibytes(value: unknown, what: string): number {
  const match = /^(\d+)\s*([MGT])i?B?$/i.exec(String(value));
  if (!match) throw new Error(`${what} must be a size such as 512M or 8G, was “${String(value).slice(0, 40)}”.`);
  const factor = { M: 1, G: 1024, T: 1024 * 1024 }[match[2]!.toUpperCase() as 'M' | 'G' | 'T'];
  return Number(match[1]) * factor;
}

/**
 * Reads a pod of a lab file: the pod itself, or a file with a list of pods of which the first is taken.
 *
 * @throws Error with a sentence for people, with the line where the text is no YAML
 */
export function fromYaml(text: string): Read {
  if (text.length > MAX_TEXT) throw new Error('The file is longer than 512 KiB.');
  let root: unknown;
  try {
    root = parse(text, { maxAliasCount: 20 });
  } catch (problem) {
    const line = problem instanceof YAMLParseError ? problem.linePos?.[0].line : undefined;
    throw new Error(`This is no YAML${line ? `, line ${line}` : ''}: ${problem instanceof Error ? problem.message.split('\n')[0] : ''}`);
  }
  const pod = isRecord(root) && Array.isArray(root.pods) ? list(root.pods, 'pods')[0] : root;
  if (!isRecord(pod)) throw new Error('The file must hold a pod with name, networks and machines.');
  const networks = list(pod.networks, 'networks').map(network);
  const machines = list(pod.machines, 'machines').flatMap((m) => machineOf(m));
  return { name: String(pod.name ?? ''), description: String(pod.description ?? ''), drawing: arrange({ machines, networks }) };
}

function network(raw: Raw): Network {
  const name = String(raw.name ?? '');
  return {
    name,
    kind: oneOf(raw.kind, ['BRIDGE', 'OVS'] as const, 'BRIDGE', `kind of network ${name}`),
    addressing: oneOf(raw.addressing, ['DHCP', 'STATIC', 'NONE'] as const, 'DHCP', `addressing of network ${name}`),
    uplink: oneOf(raw.uplink, ['NONE', 'NAT'] as const, 'NONE', `uplink of network ${name}`),
    ...(raw.vlan === undefined ? {} : { vlan: Number(raw.vlan) }),
  };
}

/** A machine with a count stands for several that differ in their number. */
function machineOf(raw: Raw): Machine[] {
  const name = String(raw.name ?? '');
  const nets = raw.networks ?? [];
  if (!Array.isArray(nets)) throw new Error(`networks of machine ${name} must be a list.`);
  const machine: Machine = {
    name,
    role: oneOf(raw.role, ['JUMPHOST', 'CONTROLLER', 'COMPUTE', 'STORAGE', 'NODE'] as const, 'NODE', `role of machine ${name}`),
    cores: Number(raw.cores ?? 1),
    memoryMiB: mebibytes(raw.memory, `memory of machine ${name}`),
    diskGiB: Math.ceil(mebibytes(raw.disk, `disk of machine ${name}`) / 1024),
    nics: nets.map((net, index) => ({ name: `nic${index + 1}`, network: String(net) })),
  };
  const count = raw.count === undefined ? 1 : Number(raw.count);
  if (!Number.isInteger(count) || count < 1 || count > 32) throw new Error(`count of machine ${name} must be 1 to 32.`);
  if (raw.count === undefined) return [machine];
  return Array.from({ length: count }, (_, index) => ({ ...machine, name: `${name}${index + 1}` }));
}
