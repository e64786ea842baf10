import { useState } from 'react';
import { answer } from '../api/client';
import { sentence } from '../api/problem';
import { useChange } from '../api/queries';
import type { Booking } from '../api/types';
import { fromLocalInput, toLocalInput, useZone } from '../time/zone';
import { Button, Field } from '../ui/basics';
import { Dialog } from '../ui/Dialog';

/** Lets a booking that has not begun begin at another time; its length stays. */
export function MoveDialog({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const zone = useZone();
  const [start, setStart] = useState(toLocalInput(booking.start, zone));
  const move = useChange((api, input: { start: string }, headers) =>
    answer<Booking>(api.POST('/bookings/{id}/move', { params: { path: { id: booking.id }, header: headers }, body: input })),
  );
  const wanted = fromLocalInput(start, zone);
  return (
    <Dialog title={`Move ${booking.pod}`} onClose={onClose}>
      <p>It keeps its length and takes whatever place is free then.</p>
      <Field label={`From (${zone})`} mistake={move.isError ? sentence(move.error) : undefined}>
        {(ids) => <input {...ids} type="datetime-local" value={start} onChange={(e) => setStart(e.target.value)} />}
      </Field>
      <div className="buttons">
        <Button
          look="main"
          busy={move.isPending}
          disabled={!wanted}
          onClick={() => wanted && move.mutate({ start: wanted }, { onSuccess: onClose })}
        >
          Move it
        </Button>
        <Button onClick={onClose}>Go back</Button>
      </div>
    </Dialog>
  );
}
