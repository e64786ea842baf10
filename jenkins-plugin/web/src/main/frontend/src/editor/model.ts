import type { Network, NewPod, Node as Machine, PodSpec } from '../api/types';
import { layout, type Layout } from '../topology/layout';

/** What is drawn: machines, networks, and where they stand. Never changed in place, so that every step can be undone. */
export interface Drawing {
  machines: Machine[];
  networks: Network[];
  places: Record<string, { x: number; y: number }>;
}

export const MAX_MACHINES = 32;
export const MAX_NETWORKS = 8;
export const MAX_CARDS = 8;

export const placeOfMachine = (name: string): string => `machine:${name}`;
export const placeOfNetwork = (name: string): string => `network:${name}`;

/** Puts everything where the automatic layout wants it. */
export function arrange(drawing: Omit<Drawing, 'places'>): Drawing {
  const { machines, networks } = drawing;
  const placed: Layout = layout(machines, networks);
  const places: Drawing['places'] = {};
  placed.machines.forEach(({ x, y }, name) => (places[placeOfMachine(name)] = { x, y }));
  placed.networks.forEach(({ x, y }, name) => (places[placeOfNetwork(name)] = { x, y }));
  return { machines, networks, places };
}

export const drawingOf = (pod: PodSpec): Drawing => arrange({ machines: pod.nodes, networks: pod.networks });

/** The smallest pod to begin with: a jump host that can be reached. */
export const blank = (): Drawing =>
  arrange({
    machines: [{ name: 'jump', role: 'JUMPHOST', cores: 1, memoryMiB: 2048, diskGiB: 20, nics: [{ name: 'nic1', network: 'admin' }] }],
    networks: [{ name: 'admin', kind: 'BRIDGE', addressing: 'DHCP', uplink: 'NONE' }],
  });

function freeName(stem: string, taken: string[]): string {
  let number = 1;
  while (taken.includes(`${stem}${number}`)) number++;
  return `${stem}${number}`;
}

export function addMachine(drawing: Drawing): Drawing {
  const name = freeName('node', drawing.machines.map((m) => m.name));
  const like = drawing.machines.at(-1);
  const machine: Machine = {
    name,
    role: 'NODE',
    cores: like?.cores ?? 1,
    memoryMiB: like?.memoryMiB ?? 2048,
    diskGiB: like?.diskGiB ?? 20,
    nics: like?.nics ?? [],
  };
  return arrange({ machines: [...drawing.machines, machine], networks: drawing.networks });
}

export function addNetwork(drawing: Drawing): Drawing {
  const name = freeName('net', drawing.networks.map((n) => n.name));
  const network: Network = { name, kind: 'BRIDGE', addressing: 'STATIC', uplink: 'NONE' };
  return arrange({ machines: drawing.machines, networks: [...drawing.networks, network] });
}

const withMachine = (drawing: Drawing, name: string, change: (machine: Machine) => Machine): Drawing => ({
  ...drawing,
  machines: drawing.machines.map((m) => (m.name === name ? change(m) : m)),
});

function renamed(places: Drawing['places'], from: string, to: string): Drawing['places'] {
  const { [from]: place, ...rest } = places;
  return place ? { ...rest, [to]: place } : rest;
}

export function changeMachine(drawing: Drawing, name: string, part: Partial<Machine>): Drawing {
  const next = withMachine(drawing, name, (machine) => ({ ...machine, ...part }));
  return part.name === undefined ? next : { ...next, places: renamed(next.places, placeOfMachine(name), placeOfMachine(part.name)) };
}

/** Changes a network; its name changes on every card, too. */
export function changeNetwork(drawing: Drawing, name: string, part: Partial<Network>): Drawing {
  const to = part.name ?? name;
  return {
    machines: drawing.machines.map((m) => ({
      ...m,
      nics: m.nics.map((nic) => (nic.network === name ? { ...nic, network: to } : nic)),
    })),
    networks: drawing.networks.map((n) => (n.name === name ? { ...n, ...part } : n)),
    places: to === name ? drawing.places : renamed(drawing.places, placeOfNetwork(name), placeOfNetwork(to)),
  };
}

export const removeMachine = (drawing: Drawing, name: string): Drawing => ({
  ...drawing,
  machines: drawing.machines.filter((m) => m.name !== name),
});

/** Takes a network away with the cards that were on it. */
export const removeNetwork = (drawing: Drawing, name: string): Drawing => ({
  ...drawing,
  networks: drawing.networks.filter((n) => n.name !== name),
  machines: drawing.machines.map((m) => ({ ...m, nics: m.nics.filter((nic) => nic.network !== name) })),
});

export const NEW_CARD = 'new';

/** Plugs a card of a machine into a network; a new one, if asked for. */
export function connect(drawing: Drawing, machine: string, card: string, network: string): Drawing {
  return withMachine(drawing, machine, (m) => {
    if (card !== NEW_CARD) {
      return { ...m, nics: m.nics.map((nic) => (nic.name === card ? { ...nic, network } : nic)) };
    }
    return { ...m, nics: [...m.nics, { name: freeName('nic', m.nics.map((nic) => nic.name)), network }] };
  });
}

export const unplug = (drawing: Drawing, machine: string, card: string): Drawing =>
  withMachine(drawing, machine, (m) => ({ ...m, nics: m.nics.filter((nic) => nic.name !== card) }));

export const move = (drawing: Drawing, id: string, place: { x: number; y: number }): Drawing => ({
  ...drawing,
  places: { ...drawing.places, [id]: place },
});

/** What the API takes: the jump host first. */
export function toNewPod(drawing: Drawing, description: string): NewPod {
  const machines = [...drawing.machines].sort((a, b) => Number(b.role === 'JUMPHOST') - Number(a.role === 'JUMPHOST'));
  return {
    description,
    nodes: machines,
    networks: drawing.networks.map(({ name, kind, vlan, addressing, uplink }) => ({
      name,
      kind,
      addressing,
      uplink,
      ...(vlan === undefined ? {} : { vlan }),
    })),
  };
}
