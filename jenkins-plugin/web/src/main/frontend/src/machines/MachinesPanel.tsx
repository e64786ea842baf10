import { useState } from 'react';
import { Link } from 'react-router';
import { sentence } from '../api/problem';
import type { Booking, Node } from '../api/types';
import { Button, Panel, State } from '../ui/basics';
import { Table } from '../ui/Table';
import { word } from '../ui/words';
import { MachineDialog } from './MachineDialog';
import type { Found } from './useMachines';

interface Row extends Found {
  machine: Node;
}

interface MachinesPanelProps {
  booking: Booking;
  machines: Node[];
  found: Map<string, Found>;
  mayWork: boolean;
}

/** Each machine of an active booking: how it is, its console, and what can be done to it alone. */
export function MachinesPanel({ booking, machines, found, mayWork }: MachinesPanelProps) {
  const [open, setOpen] = useState<string>();
  const rows = machines.map((machine): Row => ({ machine, now: undefined, problem: null, ...found.get(machine.name) }));
  const chosen = rows.find((row) => row.machine.name === open);
  return (
    <Panel title="Machines">
      <Table
        title="Machines"
        rows={rows}
        keyOf={(row) => row.machine.name}
        height="any"
        columns={[
          { head: 'Machine', of: ({ machine }) => machine.name },
          { head: 'Role', of: ({ machine }) => word(machine.role) },
          { head: 'Is', of: ({ now, problem }) => <Now now={now} problem={problem} /> },
          { head: 'ssh', of: ({ now }) => (now ? word(`SSH_${now.ssh}`) : '') },
          {
            head: 'Do',
            of: ({ machine }) => (
              <span className="buttons">
                <Link className="button" to={`/bookings/${booking.id}/console/${machine.name}`} aria-label={`Console of ${machine.name}`}>
                  Console
                </Link>
                <Button aria-label={`${mayWork ? 'Work on it' : 'Look at it'}: ${machine.name}`} onClick={() => setOpen(machine.name)}>
                  {mayWork ? 'Work on it' : 'Look at it'}
                </Button>
              </span>
            ),
          },
        ]}
      />
      {chosen ? (
        <MachineDialog booking={booking} machine={chosen.machine.name} now={chosen.now} mayWork={mayWork} onClose={() => setOpen(undefined)} />
      ) : null}
    </Panel>
  );
}

function Now({ now, problem }: Found) {
  if (now) return <State of={`MACHINE_${now.state}`} />;
  return <span className="quiet">{problem ? sentence(problem) : 'being asked …'}</span>;
}
