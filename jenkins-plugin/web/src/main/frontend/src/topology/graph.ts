import type { Edge } from '@xyflow/react';
import type { PodSpec } from '../api/types';
import { colourOf, layoutOf, type Layout } from './layout';
import type { MachineNode, NetworkNode } from './parts';

export interface Graph {
  nodes: (MachineNode | NetworkNode)[];
  edges: Edge[];
}

/** Ids of a drawing keep machines and networks of one name apart. */
export const machineId = (name: string): string => `machine:${name}`;
export const networkId = (name: string): string => `network:${name}`;

/** What is drawn of a pod; each machine with its state where that is known. */
export function graphOf(pod: PodSpec, states?: (machine: string) => string | undefined, places: Layout = layoutOf(pod)): Graph {
  const colours = new Map(pod.networks.map((network, index) => [network.name, colourOf(index)]));
  const machines = pod.nodes.map((machine): MachineNode => {
    const { x = 0, y = 0 } = places.machines.get(machine.name) ?? {};
    const state = states?.(machine.name);
    return {
      id: machineId(machine.name),
      type: 'machine',
      position: { x, y },
      data: { machine, ...(state ? { state } : {}) },
      ariaLabel: `Machine ${machine.name}`,
    };
  });
  const networks = pod.networks.map((network): NetworkNode => {
    const { x = 0, y = 0, width = 0 } = places.networks.get(network.name) ?? {};
    return {
      id: networkId(network.name),
      type: 'network',
      position: { x, y },
      data: { network, width, colour: colours.get(network.name) ?? '' },
      ariaLabel: `Network ${network.name}`,
    };
  });
  const edges = pod.nodes.flatMap((machine) =>
    machine.nics
      .filter((nic) => colours.has(nic.network))
      .map(
        (nic): Edge => ({
          id: `${machine.name}/${nic.name}`,
          type: 'card',
          source: machineId(machine.name),
          sourceHandle: nic.name,
          target: networkId(nic.network),
          targetHandle: 'bar',
          data: { colour: colours.get(nic.network) },
          ariaLabel: `Card ${nic.name} of ${machine.name} on network ${nic.network}`,
        }),
      ),
  );
  return { nodes: [...machines, ...networks], edges };
}
