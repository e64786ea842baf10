import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answer } from '../api/client';
import { useChange } from '../api/queries';
import type { Booking, NewSnapshot, Snapshot } from '../api/types';
import { nameMistake } from '../editor/mistakes';
import { Button, Field, Problem } from '../ui/basics';
import { Dialog } from '../ui/Dialog';

/** Saves disks of the machines as images for later bookings. */
export function TakeSnapshot({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [machine, setMachine] = useState('');
  const [powerOff, setPowerOff] = useState(false);
  const take = useChange((api, input: NewSnapshot, headers) =>
    answer<Snapshot>(
      api.POST('/bookings/{id}/snapshots', { params: { path: { id: booking.id }, header: headers }, body: input }),
    ),
  );
  return (
    <Dialog title={`Snapshot of ${booking.pod}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          take.mutate({ name, powerOff, ...(machine ? { machine } : {}) }, { onSuccess: () => void navigate('/snapshots') });
        }}
      >
        <p>The disks are saved as they are; software of later bookings can be made of them. The machines go on.</p>
        <Field label="Name" hint="Lower-case letters, digits and hyphens." mistake={name ? nameMistake(name) : undefined}>
          {(ids) => <input {...ids} required value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
        <Field label="Machine">
          {(ids) => (
            <select {...ids} value={machine} onChange={(e) => setMachine(e.target.value)}>
              <option value="">all of them</option>
              {booking.access?.machines.map((m) => (
                <option key={m.name}>{m.name}</option>
              ))}
            </select>
          )}
        </Field>
        <label>
          <input type="checkbox" checked={powerOff} onChange={(e) => setPowerOff(e.target.checked)} /> shut them down for it and start
          them again; needed where a machine has no guest agent
        </label>
        <Problem of={take.error} />
        <div className="buttons">
          <Button type="submit" look="main" busy={take.isPending} disabled={Boolean(nameMistake(name))}>
            Take it
          </Button>
          <Button onClick={onClose}>Go back</Button>
        </div>
      </form>
    </Dialog>
  );
}
