import { Controls, ReactFlow, useReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useEffect, useMemo } from 'react';
import type { Booking, PodSpec } from '../api/types';
import { word } from '../ui/words';
import { graphOf } from './graph';
import { shapeOf } from './layout';
import { edgeTypes, nodeTypes } from './parts';
import './topology.css';

/** What stays free around the pod, so that the buttons cover nothing of it. */
const ROOM = { padding: { top: '16px', left: '16px', right: '16px', bottom: '52px' } } as const;

/** Keeps the whole pod in sight when the window changes, for example when a telephone is turned. */
function Fitted() {
  const { fitView } = useReactFlow();
  useEffect(() => {
    const fit = () => void fitView(ROOM);
    window.addEventListener('resize', fit);
    return () => window.removeEventListener('resize', fit);
  }, [fitView]);
  return null;
}

const STATES: Record<string, string> = { PROVISIONING: 'PROVISIONING', ACTIVE: 'ACTIVE', CLEANING: 'CLEANING' };

/** A pod as a picture with the state its machines are in (each its own where that is known), and the same as a table. */
export function Topology({ pod, booking, states }: { pod: PodSpec; booking?: Booking; states?: Map<string, string> }) {
  const state = booking ? STATES[booking.state] : undefined;
  const graph = useMemo(() => graphOf(pod, (machine) => states?.get(machine) ?? state), [pod, state, states]);
  return (
    <>
      <div className="drawing" style={{ aspectRatio: shapeOf(pod) }}>
        <ReactFlow
          nodes={graph.nodes}
          edges={graph.edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          preventScrolling={false}
          zoomOnScroll={false}
          fitView
          fitViewOptions={ROOM}
          minZoom={0.1}
          aria-label={`Picture of pod ${pod.id}`}
        >
          <Controls showInteractive={false} orientation="horizontal" />
          <Fitted />
        </ReactFlow>
      </div>
      <details>
        <summary>The same as a table</summary>
        <div className="scroll" tabIndex={0} role="region" aria-label="Machines and their networks">
          <table>
            <thead>
              <tr>
                <th scope="col">Machine</th>
                <th scope="col">Role</th>
                {pod.networks.map((network) => (
                  <th key={network.name} scope="col">
                    {network.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {pod.nodes.map((node) => (
                <tr key={node.name}>
                  <th scope="row">{node.name}</th>
                  <td>{word(node.role)}</td>
                  {pod.networks.map((network) => (
                    <td key={network.name}>{node.nics.find((nic) => nic.network === network.name)?.name ?? '–'}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
