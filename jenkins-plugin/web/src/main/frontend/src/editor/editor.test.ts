import { expect, test } from 'vitest';
import { begun, redone, stepped, undone } from './history';
import { mistakesOf } from './mistakes';
import { addMachine, addNetwork, blank, changeMachine, changeNetwork, connect, NEW_CARD, removeNetwork, toNewPod, unplug, type Drawing } from './model';
import { fromYaml, mebibytes, toYaml } from './yaml';

const two = (): Drawing => addMachine(addNetwork(blank()));
const said = (drawing: Drawing): string[] => mistakesOf(drawing).map((m) => m.message);

test('begins with a pod that is right', () => {
  expect(mistakesOf(blank())).toEqual([]);
});

test('finds two cards on one network, and a machine without a path from the jump host', () => {
  const doubled = connect(two(), 'node1', NEW_CARD, 'admin');
  expect(said(doubled)).toContain('node1: two cards on network admin; a machine has one on each.');
  const alone = connect(unplug(two(), 'node1', 'nic1'), 'node1', NEW_CARD, 'net1');
  expect(said(alone)).toContain('node1: there is no path to it from the jump host.');
});

test('goes over other machines to find a path', () => {
  const bridged = addMachine(connect(two(), 'node1', NEW_CARD, 'net1'));
  const behind = unplug(bridged, 'node2', 'nic1');
  expect(said(behind)).toEqual([]);
});

test('finds a jump host that nobody can reach', () => {
  expect(said(changeNetwork(blank(), 'admin', { addressing: 'STATIC' }))[0]).toMatch(/^Nobody can reach the jump host/);
  expect(said(changeMachine(blank(), 'jump', { role: 'NODE' }))).toContain('One machine must be the jump host.');
});

test('finds VLANs on bridges, out of range, and twice', () => {
  const bridge = changeNetwork(two(), 'net1', { vlan: 5 });
  expect(said(bridge)).toContain('net1: a VLAN needs Open vSwitch.');
  const far = changeNetwork(two(), 'net1', { kind: 'OVS', vlan: 4095 });
  expect(said(far)).toContain('net1: a VLAN is 1 to 4094.');
  const one = changeNetwork(two(), 'net1', { kind: 'OVS', vlan: 7 });
  const both = changeNetwork(one, 'admin', { kind: 'OVS', vlan: 7 });
  expect(mistakesOf(both).find((m) => m.message.startsWith('VLAN 7'))?.mild).toBe(true);
});

test('renames a network on every card and removes it with its cards', () => {
  const renamed = changeNetwork(two(), 'admin', { name: 'mgmt' });
  expect(renamed.machines.every((m) => m.nics[0]?.network === 'mgmt')).toBe(true);
  expect(removeNetwork(renamed, 'mgmt').machines.every((m) => m.nics.length === 0)).toBe(true);
});

test('sends the jump host first', () => {
  const swapped = changeMachine(changeMachine(two(), 'jump', { role: 'NODE' }), 'node1', { role: 'JUMPHOST' });
  expect(toNewPod(swapped, 'd').nodes?.map((n) => n.name)).toEqual(['node1', 'jump']);
});

test('undoes and does again, and forgets what was undone after another step', () => {
  const history = stepped(stepped(begun(1), 2), 3);
  expect(undone(history).present).toBe(2);
  expect(redone(undone(history)).present).toBe(3);
  expect(redone(stepped(undone(history), 9)).present).toBe(9);
  expect(undone(begun(1)).present).toBe(1);
});

test('a drawing goes into a lab file and comes back as it was', () => {
  const drawing = changeNetwork(two(), 'net1', { kind: 'OVS', vlan: 7, uplink: 'NAT' });
  const back = fromYaml(toYaml('mine', 'a pod', drawing));
  expect(back).toMatchObject({ name: 'mine', description: 'a pod' });
  expect(back.drawing).toEqual(drawing);
});

test('takes the first pod of a lab file, with machines that are counted', () => {
  const { drawing } = fromYaml(`
lab: {name: l}
pods:
  - name: p
    networks: [{name: admin, addressing: dhcp}]
    machines:
      - {name: jump, role: jumphost, cores: 1, memory: 1G, disk: 10G, networks: [admin]}
      - {name: node, count: 2, cores: 2, memory: 512M, disk: 1T, networks: [admin]}
`);
  expect(drawing.machines.map((m) => [m.name, m.memoryMiB, m.diskGiB])).toEqual([
    ['jump', 1024, 10],
    ['node1', 512, 1024],
    ['node2', 512, 1024],
  ]);
});

test.each([
  ['[', /^This is no YAML/],
  ['just text', /must hold a pod/],
  ['{name: x, networks: 5, machines: []}', /networks must be a list/],
  ['{name: x, networks: [{name: a, kind: magic}], machines: []}', /kind of network a must be one of bridge, ovs, was “magic”/],
  ['{name: x, networks: [], machines: [{name: m, memory: lots, disk: 1G}]}', /memory of machine m must be a size/],
])('says what is wrong with %s', (text, message) => expect(() => fromYaml(text)).toThrow(message));

test('reads sizes', () => {
  expect(mebibytes('8G', 'x')).toBe(8192);
  expect(mebibytes('512M', 'x')).toBe(512);
});
