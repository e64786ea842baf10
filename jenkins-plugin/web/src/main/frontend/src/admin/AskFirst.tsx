import { useState, type FormEvent } from 'react';
import { fromLocalInput, useZone } from '../time/zone';
import { Button, Field } from '../ui/basics';

/** Offers to ask holders whether their bookings may end before the outage, instead of moving or ending them. */
export function AskFirst({ busy, onAsk }: { busy: boolean; onAsk: (until: string) => void }) {
  const zone = useZone();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const until = fromLocalInput(text, zone);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (until) onAsk(until);
  };
  return (
    <form noValidate className="notice" onSubmit={ask}>
      <p>
        Instead, the holders of bookings that begin before the outage can be asked to end before it. Nobody books over it meanwhile. If one
        refuses, or does not answer in time, the outage is taken back. Bookings that begin during the outage are moved or given up at once.
      </p>
      <Field
        label={`Answers until (${zone})`}
        mistake={asked && !until ? 'Say until when they may answer, before their bookings would have to end.' : undefined}
      >
        {(ids) => <input {...ids} type="datetime-local" value={text} onChange={(e) => setText(e.target.value)} />}
      </Field>
      <Button type="submit" busy={busy}>
        Ask them first
      </Button>
    </form>
  );
}
