import { expect, test } from 'vitest';
import type { PodSpec } from '../api/types';
import { graphOf } from './graph';
import { cardOffset, layoutOf } from './layout';

const pod: PodSpec = {
  id: 'pair',
  description: '',
  networks: [
    { name: 'admin', kind: 'BRIDGE', addressing: 'DHCP', uplink: 'NONE' },
    { name: 'lan', kind: 'OVS', vlan: 7, addressing: 'STATIC', uplink: 'NONE' },
  ],
  nodes: [
    { name: 'jump', role: 'JUMPHOST', cores: 1, memoryMiB: 128, diskGiB: 1, nics: [{ name: 'nic1', network: 'admin' }, { name: 'nic2', network: 'lan' }] },
    { name: 'admin', role: 'NODE', cores: 1, memoryMiB: 128, diskGiB: 1, nics: [{ name: 'nic1', network: 'lan' }] },
  ],
};

test('draws one line for each card, also where a machine is called like a network', () => {
  const { nodes, edges } = graphOf(pod);
  expect(new Set(nodes.map((n) => n.id)).size).toBe(4);
  expect(edges.map((e) => `${e.source} ${e.sourceHandle} ${e.target}`)).toEqual([
    'machine:jump nic1 network:admin',
    'machine:jump nic2 network:lan',
    'machine:admin nic1 network:lan',
  ]);
});

test('every card stands above the bar of its network, so lines go straight down', () => {
  const { machines, networks } = layoutOf(pod);
  for (const node of pod.nodes) {
    const box = machines.get(node.name);
    node.nics.forEach((nic, index) => {
      const bar = networks.get(nic.network);
      const x = (box?.x ?? NaN) + cardOffset(index, node.nics.length, box?.width ?? NaN);
      expect(x).toBeGreaterThan(bar?.x ?? NaN);
      expect(x).toBeLessThan((bar?.x ?? NaN) + (bar?.width ?? NaN));
    });
  }
});
