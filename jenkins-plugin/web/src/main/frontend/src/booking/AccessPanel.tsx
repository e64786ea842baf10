import { useState } from 'react';
import { answer } from '../api/client';
import { useApi } from '../api/context';
import { useKeys } from '../api/queries';
import type { Access, Booking } from '../api/types';
import { Button, Panel, Problem } from '../ui/basics';
import { Copy } from '../ui/Copy';
import { download } from '../ui/download';
import { word } from '../ui/words';
import { Keys } from './Keys';
import { sshCommand, sshConfig } from './ssh';

/** How to get in: the command, a configuration for ssh, the descriptors, one's keys. */
export function AccessPanel({ booking, access }: { booking: Booking; access: Access }) {
  const keys = useKeys();
  const networks = [...new Set(access.machines.flatMap((m) => Object.keys(m.addresses)))];
  return (
    <Panel title="Access">
      {access.simulated ? (
        <p className="notice">This pod is simulated: no machine runs, so there is nothing to log in to.</p>
      ) : (
        <Copy text={sshCommand(access)} label="the ssh command" />
      )}
      {keys.data?.length === 0 ? (
        <p className="notice bad">You have no ssh key here yet, so you cannot log in. Add one below; access follows at once.</p>
      ) : null}
      <div className="buttons">
        <Button onClick={() => download(`${booking.id}.ssh-config`, sshConfig(access))}>ssh configuration</Button>
        <Descriptor booking={booking} kind="pdf" />
        <Descriptor booking={booking} kind="idf" />
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label="Addresses of the machines">
        <table>
          <thead>
            <tr>
              <th scope="col">Machine</th>
              <th scope="col">Role</th>
              {networks.map((network) => (
                <th key={network} scope="col">
                  {network}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {access.machines.map((machine) => (
              <tr key={machine.name}>
                <th scope="row">{machine.name}</th>
                <td>{word(machine.role)}</td>
                {networks.map((network) => (
                  <td key={network}>{machine.addresses[network] ?? '–'}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Keys />
    </Panel>
  );
}

function Descriptor({ booking, kind }: { booking: Booking; kind: 'pdf' | 'idf' }) {
  const api = useApi();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const fetchIt = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const path = { params: { path: { id: booking.id } }, parseAs: 'text' as const };
      const text = await answer<string>(
        kind === 'pdf' ? api.GET('/bookings/{id}/pdf', path) : api.GET('/bookings/{id}/idf', path),
      );
      download(`${kind === 'idf' ? 'idf-' : ''}${booking.vpod ?? booking.id}.yaml`, text, 'application/yaml');
    } catch (trouble) {
      setProblem(trouble);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button busy={busy} onClick={() => void fetchIt()} title={kind === 'pdf' ? 'Pod descriptor file' : 'Installer descriptor file'}>
        {kind.toUpperCase()}
      </Button>
      <Problem of={problem} />
    </>
  );
}
