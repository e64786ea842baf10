import type { Network, Node as Machine, PodSpec } from '../api/types';

/** A machine or network of a drawing, with its place in the drawing's own units. */
export interface Placed {
  x: number;
  y: number;
  width: number;
}

export const CARD_WIDTH = 40;
export const MACHINE_HEIGHT = 100;
export const BAR_HEIGHT = 34;
const MACHINE_MIN_WIDTH = 150;
const GAP = 24;
const FIRST_BAR = 56;
const BAR_STEP = 62;
const BAR_MIN_WIDTH = 240;

export const machineWidth = (cards: number): number => Math.max(MACHINE_MIN_WIDTH, cards * CARD_WIDTH + 12);

export interface Layout {
  machines: Map<string, Placed>;
  networks: Map<string, Placed>;
}

/**
 * Places machines in a row and each network as a bar below it, as wide as the row: every card's line then goes straight down to
 * its network, and lines never cross each other.
 */
export function layout(machines: Machine[], networks: Network[]): Layout {
  const placed: Layout = { machines: new Map(), networks: new Map() };
  let x = 0;
  for (const machine of machines) {
    const width = machineWidth(machine.nics.length);
    placed.machines.set(machine.name, { x, y: 0, width });
    x += width + GAP;
  }
  const row = Math.max(BAR_MIN_WIDTH, x - GAP);
  networks.forEach((network, index) => {
    placed.networks.set(network.name, { x: 0, y: MACHINE_HEIGHT + FIRST_BAR + index * BAR_STEP, width: row });
  });
  return placed;
}

export const layoutOf = (pod: PodSpec): Layout => layout(pod.nodes, pod.networks);

/** Where, from the left of a machine, the line of its nth card begins. */
export const cardOffset = (index: number, count: number, width: number): number => ((index + 1) * width) / (count + 1);

/** Which colour of the drawing a network has; there are eight, as there are networks at most. */
export const colourOf = (index: number): string => `net-${index % 8}`;

const MARGIN = 60;

/** Width to height of a drawing of the pod. */
export function shapeOf(pod: PodSpec): number {
  const { networks } = layoutOf(pod);
  const width = [...networks.values()][0]?.width ?? BAR_MIN_WIDTH;
  const height = MACHINE_HEIGHT + FIRST_BAR + networks.size * BAR_STEP;
  return (width + MARGIN) / (height + MARGIN);
}
