import { MAX_CARDS, MAX_MACHINES, MAX_NETWORKS, placeOfMachine, placeOfNetwork, type Drawing } from './model';

/** Something that is wrong in a drawing, and at which part of it. */
export interface Mistake {
  /** Place of a machine or network, or empty for the whole. */
  at: string;
  message: string;
  /** Whether it can be saved all the same. */
  mild?: boolean;
}

const NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const MAX_NAME = 40;
const MAX_VLAN = 4094;

export const nameMistake = (name: string): string | undefined =>
  name.length > 0 && name.length <= MAX_NAME && NAME.test(name)
    ? undefined
    : 'A name has lower-case letters, digits and hyphens, at most 40, and begins and ends with a letter or digit.';

const twice = (values: string[]): string[] => [...new Set(values.filter((v, i) => values.indexOf(v) !== i))];

/** Machines that can be reached from one over any number of networks; each machine passes on what it gets. */
function reached(drawing: Drawing, from: string): Set<string> {
  const seen = new Set([from]);
  const queue = [from];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const nets = new Set(drawing.machines.find((m) => m.name === name)?.nics.map((nic) => nic.network));
    for (const other of drawing.machines) {
      if (!seen.has(other.name) && other.nics.some((nic) => nets.has(nic.network))) {
        seen.add(other.name);
        queue.push(other.name);
      }
    }
  }
  return seen;
}

function machineMistakes(drawing: Drawing): Mistake[] {
  const names = new Set(drawing.networks.map((n) => n.name));
  return drawing.machines.flatMap((machine) => {
    const at = placeOfMachine(machine.name);
    const say = (message: string | undefined | false): Mistake[] => (message ? [{ at, message: `${machine.name}: ${message}` }] : []);
    const within = (what: string, value: number, min: number, max: number) =>
      say((!Number.isInteger(value) || value < min || value > max) && `${what} must be ${min} to ${max}.`);
    return [
      ...say(nameMistake(machine.name)),
      ...within('cores', machine.cores, 1, 256),
      ...within('memory in MiB', machine.memoryMiB, 64, 4_194_304),
      ...within('disk in GiB', machine.diskGiB, 1, 16_384),
      ...say(machine.nics.length > MAX_CARDS && `at most ${MAX_CARDS} cards.`),
      ...twice(machine.nics.map((nic) => nic.network)).flatMap((net) => say(`two cards on network ${net}; a machine has one on each.`)),
      ...machine.nics.filter((nic) => !names.has(nic.network)).flatMap((nic) => say(`card ${nic.name} is on no network.`)),
    ];
  });
}

function networkMistakes(drawing: Drawing): Mistake[] {
  const found = drawing.networks.flatMap((network): Mistake[] => {
    const at = placeOfNetwork(network.name);
    const say = (message: string | undefined | false): Mistake[] => (message ? [{ at, message: `${network.name}: ${message}` }] : []);
    const { vlan } = network;
    const used = drawing.machines.some((m) => m.nics.some((nic) => nic.network === network.name));
    return [
      ...say(nameMistake(network.name)),
      ...say(vlan !== undefined && network.kind === 'BRIDGE' && 'a VLAN needs Open vSwitch.'),
      ...say(vlan !== undefined && (!Number.isInteger(vlan) || vlan < 1 || vlan > MAX_VLAN) && `a VLAN is 1 to ${MAX_VLAN}.`),
      ...say(network.uplink === 'NAT' && network.addressing === 'NONE' && 'an uplink needs addresses, by DHCP or static.'),
      ...(used ? [] : [{ at, message: `${network.name}: no machine is on it.`, mild: true }]),
    ];
  });
  const tags = drawing.networks.filter((n) => n.vlan !== undefined).map((n) => String(n.vlan));
  for (const tag of twice(tags)) {
    const same = drawing.networks.filter((n) => String(n.vlan) === tag);
    found.push({
      at: placeOfNetwork(same.at(-1)?.name ?? ''),
      message: `VLAN ${tag} is on ${same.map((n) => n.name).join(' and ')}. They stay apart, but installers may take them for one.`,
      mild: true,
    });
  }
  return found;
}

function wholeMistakes(drawing: Drawing): Mistake[] {
  const { machines, networks } = drawing;
  const found: Mistake[] = [];
  const say = (wrong: boolean, message: string, at = '') => {
    if (wrong) found.push({ at, message });
  };
  const jumps = machines.filter((m) => m.role === 'JUMPHOST');
  say(machines.length > MAX_MACHINES, `A pod has at most ${MAX_MACHINES} machines.`);
  say(networks.length === 0 || networks.length > MAX_NETWORKS, `A pod has 1 to ${MAX_NETWORKS} networks.`);
  say(jumps.length === 0, 'One machine must be the jump host.');
  say(jumps.length > 1, `Only one machine can be the jump host, not ${jumps.map((m) => m.name).join(' and ')}.`);
  twice(machines.map((m) => m.name)).forEach((name) => say(true, `Two machines are called ${name}.`, placeOfMachine(name)));
  twice(networks.map((n) => n.name)).forEach((name) => say(true, `Two networks are called ${name}.`, placeOfNetwork(name)));
  const [jump] = jumps;
  if (!jump) return found;
  const open = new Set(networks.filter((n) => n.addressing === 'DHCP' || n.uplink === 'NAT').map((n) => n.name));
  say(
    !jump.nics.some((nic) => open.has(nic.network)),
    'Nobody can reach the jump host: it needs a card on a network with DHCP or an uplink.',
    placeOfMachine(jump.name),
  );
  const near = reached(drawing, jump.name);
  for (const machine of machines.filter((m) => !near.has(m.name))) {
    found.push({ at: placeOfMachine(machine.name), message: `${machine.name}: there is no path to it from the jump host.` });
  }
  return found;
}

/** Everything that is wrong, the worst first. The API has the last word. */
export function mistakesOf(drawing: Drawing): Mistake[] {
  const all = [...wholeMistakes(drawing), ...machineMistakes(drawing), ...networkMistakes(drawing)];
  return all.sort((a, b) => Number(a.mild ?? false) - Number(b.mild ?? false));
}
