import { useState } from 'react';
import { answer } from '../api/client';
import { sentence } from '../api/problem';
import { useChange } from '../api/queries';
import type { Booking } from '../api/types';
import { Button, Field } from '../ui/basics';
import { Dialog } from '../ui/Dialog';

/** Gives a booking to somebody else. */
export function HandOverDialog({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const [to, setTo] = useState('');
  const [stay, setStay] = useState(true);
  const give = useChange((api, body: { to: string; stay: boolean }, headers) =>
    answer<Booking>(api.POST('/bookings/{id}/hand-over', { params: { path: { id: booking.id }, header: headers }, body })),
  );
  return (
    <Dialog title={`Hand over ${booking.pod}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          give.mutate({ to: to.trim(), stay }, { onSuccess: onClose });
        }}
      >
        <p>{booking.id} counts in that person’s quota from then on. Access to the machines follows.</p>
        <Field label="To whom" hint="An account name." mistake={give.isError ? sentence(give.error) : undefined}>
          {(ids) => <input {...ids} required maxLength={128} autoComplete="off" value={to} onChange={(e) => setTo(e.target.value)} />}
        </Field>
        <label>
          <input type="checkbox" checked={stay} onChange={(e) => setStay(e.target.checked)} /> {booking.owner} stays as a collaborator
        </label>
        <div className="buttons">
          <Button type="submit" look="main" busy={give.isPending} disabled={!to.trim()}>
            Hand it over
          </Button>
          <Button onClick={onClose}>Go back</Button>
        </div>
      </form>
    </Dialog>
  );
}
