import { Handle, Position, useInternalNode, type EdgeProps, type NodeProps, type Node } from '@xyflow/react';
import { State } from '../ui/basics';
import { gib, word } from '../ui/words';
import type { Network, Node as Machine } from '../api/types';
import { cardOffset, machineWidth } from './layout';

export type MachineNode = Node<{ machine: Machine; state?: string; editable?: boolean }, 'machine'>;
export type NetworkNode = Node<{ network: Network; colour: string; width: number; editable?: boolean }, 'network'>;

/** A machine with its cards; each card is where a line begins. */
export function MachineBox({ data, selected }: NodeProps<MachineNode>) {
  const { machine, state, editable } = data;
  const width = machineWidth(machine.nics.length);
  return (
    <div className={`machine ${machine.role.toLowerCase()} ${selected ? 'selected' : ''}`} style={{ width }}>
      <strong>{machine.name}</strong>
      <span className="quiet">{word(machine.role)}</span>
      <span className="quiet">
        {machine.cores} × {gib(machine.memoryMiB)} · {machine.diskGiB} GiB
      </span>
      {state ? <State of={state} /> : null}
      {machine.nics.map((nic, index) => (
        <Handle
          key={nic.name}
          id={nic.name}
          type="source"
          position={Position.Bottom}
          isConnectable={editable ?? false}
          style={{ left: cardOffset(index, machine.nics.length, width) }}
          title={`${nic.name} on ${nic.network || 'no network'}`}
        />
      ))}
      {editable ? (
        <Handle
          id="new"
          type="source"
          position={Position.Right}
          className="new-card"
          title="Drag from here to a network to add a card"
        />
      ) : null}
    </div>
  );
}

const ADDRESSING = { DHCP: 'DHCP', STATIC: 'static', NONE: 'no addresses' } as const;

/** A network as a bar; lines may end anywhere on it. */
export function NetworkBar({ data, selected }: NodeProps<NetworkNode>) {
  const { network, colour, width, editable } = data;
  return (
    <div className={`network ${colour} ${selected ? 'selected' : ''}`} style={{ width }}>
      <strong>{network.name}</strong>
      <span>
        {network.kind === 'OVS' ? 'Open vSwitch' : 'bridge'}
        {network.vlan ? `, VLAN ${network.vlan}` : ''} · {ADDRESSING[network.addressing]}
        {network.uplink === 'NAT' ? ' · uplink' : ''}
      </span>
      <Handle id="bar" type="target" position={Position.Top} isConnectable={editable ?? false} className="bar-handle" />
    </div>
  );
}

/** A straight line from a card down to the bar of its network. */
export function CardLine({ id, sourceX, sourceY, target, selected, data }: EdgeProps) {
  const bar = useInternalNode(target);
  if (!bar) return null;
  const { x, y } = bar.internals.positionAbsolute;
  const width = bar.measured.width ?? 0;
  const height = bar.measured.height ?? 0;
  const below = sourceY <= y + height / 2;
  const end = { x: Math.min(Math.max(sourceX, x + 6), x + width - 6), y: below ? y : y + height };
  return (
    <g className={`card-line ${String(data?.colour ?? '')} ${selected ? 'selected' : ''}`}>
      <path id={id} d={`M ${sourceX} ${sourceY} L ${end.x} ${end.y}`} className="react-flow__edge-path" />
      <path d={`M ${sourceX} ${sourceY} L ${end.x} ${end.y}`} className="react-flow__edge-interaction" strokeWidth={16} strokeOpacity={0} fill="none" />
      <circle cx={end.x} cy={end.y} r={4} />
    </g>
  );
}

export const nodeTypes = { machine: MachineBox, network: NetworkBar };
export const edgeTypes = { card: CardLine };
