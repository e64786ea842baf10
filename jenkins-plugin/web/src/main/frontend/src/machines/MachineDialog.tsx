import { useId, useState } from 'react';
import { answer } from '../api/client';
import { useChange } from '../api/queries';
import type { Booking, MachineNow, Operation } from '../api/types';
import { Button, Problem, State } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import './machines.css';

interface Deed {
  id: 'ON' | 'SHUT_DOWN' | 'OFF' | 'CYCLE' | 'reset' | 'reimage';
  title: string;
  says: string;
  /** Whether something is lost. */
  loses?: boolean;
}

const DEEDS: readonly Deed[] = [
  { id: 'ON', title: 'Switch on', says: 'It boots from its disk as it is.' },
  { id: 'SHUT_DOWN', title: 'Shut down', says: 'Its system is asked to shut down and is waited for.' },
  { id: 'OFF', title: 'Cut the power', says: 'What is not on its disk yet is lost.', loses: true },
  { id: 'CYCLE', title: 'Cut the power and switch on', says: 'What is not on its disk yet is lost.', loses: true },
  { id: 'reset', title: 'Reset', says: 'It goes back to its known state. Everything written on it since is gone; the other machines go on.', loses: true },
  { id: 'reimage', title: 'Make anew', says: 'It is made anew from its image. Everything on it is gone; the other machines go on.', loses: true },
];

interface MachineDialogProps {
  booking: Booking;
  machine: string;
  now: MachineNow | undefined;
  mayWork: boolean;
  onClose: () => void;
}

/** What a machine says of itself, and what can be done to it alone; says what is lost before it is. */
export function MachineDialog({ booking, machine, now, mayWork, onClose }: MachineDialogProps) {
  const name = useId();
  const [chosen, setChosen] = useState<Deed>();
  const work = useChange((api, deed: Deed['id'], headers) => {
    const to = { params: { path: { id: booking.id, machine }, header: headers } };
    if (deed === 'reset') return answer<Operation>(api.POST('/bookings/{id}/machines/{machine}/reset', to));
    if (deed === 'reimage') return answer<Operation>(api.POST('/bookings/{id}/machines/{machine}/reimage', to));
    return answer<Operation>(api.POST('/bookings/{id}/machines/{machine}/power', { ...to, body: { action: deed } }));
  });
  return (
    <Dialog title={`Machine ${machine}`} onClose={onClose}>
      {now ? (
        <>
          <p>
            <State of={`MACHINE_${now.state}`} /> {now.agent ? 'Its guest agent answers.' : 'Its guest agent does not answer.'}
          </p>
          {now.facts.length > 0 ? (
            <details>
              <summary>What its system says of itself</summary>
              <pre>{now.facts.join('\n')}</pre>
            </details>
          ) : null}
        </>
      ) : null}
      {mayWork ? (
        <fieldset className="deeds">
          <legend className="visually-hidden">What to do</legend>
          {DEEDS.map((deed) => (
            <label key={deed.id}>
              <input type="radio" name={name} checked={chosen === deed} onChange={() => setChosen(deed)} />
              {deed.title}
              <span className="hint">{deed.says}</span>
            </label>
          ))}
        </fieldset>
      ) : null}
      <Problem of={work.error} />
      <div className="buttons">
        {mayWork ? (
          <Button
            look={chosen?.loses ? 'danger' : 'main'}
            disabled={!chosen}
            busy={work.isPending}
            onClick={() => chosen && work.mutate(chosen.id, { onSuccess: onClose })}
          >
            {chosen ? `${chosen.title}: ${machine}` : 'Choose what to do'}
          </Button>
        ) : null}
        <Button onClick={onClose}>Go back</Button>
      </div>
    </Dialog>
  );
}
