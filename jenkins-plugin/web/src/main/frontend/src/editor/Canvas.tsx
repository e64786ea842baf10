import { Background, Controls, ReactFlow, useReactFlow, type Connection, type Edge, type EdgeChange, type NodeChange } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import { colourOf, layout } from '../topology/layout';
import { edgeTypes, nodeTypes, type MachineNode, type NetworkNode } from '../topology/parts';
import '../topology/topology.css';
import { connect, move, placeOfMachine, placeOfNetwork, removeMachine, removeNetwork, unplug, type Drawing } from './model';

interface CanvasProps {
  drawing: Drawing;
  selected: string;
  wrong: Set<string>;
  onSelect: (id: string) => void;
  step: (change: (drawing: Drawing) => Drawing) => void;
}

const nameIn = (id: string): string => id.slice(id.indexOf(':') + 1);
const isMachine = (id: string): boolean => id.startsWith('machine:');

/** The drawing: drag machines and networks about, drag from a card to a network to connect, Delete takes away what is selected. */
export function Canvas({ drawing, selected, wrong, onSelect, step }: CanvasProps) {
  const [dragged, setDragged] = useState<Record<string, { x: number; y: number }>>({});
  const [line, setLine] = useState('');
  const nodes = useMemo(() => nodesOf(drawing, dragged, selected, wrong), [drawing, dragged, selected, wrong]);
  const edges = useMemo(() => edgesOf(drawing, line), [drawing, line]);

  const onNodesChange = (changes: NodeChange<MachineNode | NetworkNode>[]) => {
    for (const change of changes) {
      if (change.type === 'position' && change.position) {
        const { id, position } = change;
        if (change.dragging) {
          setDragged((before) => ({ ...before, [id]: position }));
        } else {
          setDragged({});
          step((d) => move(d, id, position));
        }
      } else if (change.type === 'select' && change.selected) {
        onSelect(change.id);
      } else if (change.type === 'remove') {
        const name = nameIn(change.id);
        step((d) => (isMachine(change.id) ? removeMachine(d, name) : removeNetwork(d, name)));
        onSelect('');
      }
    }
  };
  const onEdgesChange = (changes: EdgeChange[]) => {
    for (const change of changes) {
      if (change.type === 'select') setLine(change.selected ? change.id : '');
      else if (change.type === 'remove') {
        const [machine = '', card = ''] = change.id.split('/');
        step((d) => unplug(d, machine, card));
      }
    }
  };
  const onConnect = ({ source, sourceHandle, target }: Connection) => {
    if (isMachine(source) && !isMachine(target)) step((d) => connect(d, nameIn(source), sourceHandle ?? '', nameIn(target)));
  };
  return (
    <div className="drawing tall">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnect={onConnect}
        isValidConnection={({ source, target }) => isMachine(source) && !isMachine(target)}
        connectionRadius={40}
        deleteKeyCode={['Delete', 'Backspace']}
        fitView
        minZoom={0.1}
        aria-label="Drawing of the pod"
      >
        <Background />
        <Controls showInteractive={false} />
        <Refit count={drawing.machines.length + drawing.networks.length} />
      </ReactFlow>
    </div>
  );
}

/** Brings everything into sight when something was added or taken away. */
function Refit({ count }: { count: number }) {
  const { fitView } = useReactFlow();
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const asked = requestAnimationFrame(() => void fitView());
    return () => cancelAnimationFrame(asked);
  }, [count, fitView]);
  return null;
}

function nodesOf(drawing: Drawing, dragged: Record<string, { x: number; y: number }>, selected: string, wrong: Set<string>) {
  const wide = [...layout(drawing.machines, drawing.networks).networks.values()][0]?.width ?? 240;
  const common = (id: string) => ({
    id,
    position: dragged[id] ?? drawing.places[id] ?? { x: 0, y: 0 },
    selected: id === selected,
    className: wrong.has(id) ? 'wrong' : '',
  });
  const machines = drawing.machines.map(
    (machine): MachineNode => ({
      ...common(placeOfMachine(machine.name)),
      type: 'machine',
      data: { machine, editable: true },
      ariaLabel: `Machine ${machine.name}`,
    }),
  );
  const networks = drawing.networks.map(
    (network, index): NetworkNode => ({
      ...common(placeOfNetwork(network.name)),
      type: 'network',
      data: { network, colour: colourOf(index), width: wide, editable: true },
      ariaLabel: `Network ${network.name}`,
    }),
  );
  return [...machines, ...networks];
}

function edgesOf(drawing: Drawing, selected: string): Edge[] {
  const colours = new Map(drawing.networks.map((n, index) => [n.name, colourOf(index)]));
  return drawing.machines.flatMap((machine) =>
    machine.nics
      .filter((nic) => colours.has(nic.network))
      .map((nic) => {
        const id = `${machine.name}/${nic.name}`;
        return {
          id,
          type: 'card',
          source: placeOfMachine(machine.name),
          sourceHandle: nic.name,
          target: placeOfNetwork(nic.network),
          targetHandle: 'bar',
          selected: id === selected,
          data: { colour: colours.get(nic.network) },
          ariaLabel: `Card ${nic.name} of ${machine.name} on network ${nic.network}`,
        };
      }),
  );
}
