import { useState, type FormEvent } from 'react';
import { answer } from '../api/client';
import { sentence } from '../api/problem';
import { useChange } from '../api/queries';
import type { Booking } from '../api/types';
import { Button, Field, Panel, Problem } from '../ui/basics';

/** Who has the booking and who works on it with them. */
export function Members({ booking, acts }: { booking: Booking; acts: boolean }) {
  const [name, setName] = useState('');
  const change = useChange((api, input: { add?: string[]; remove?: string[] }, headers) =>
    answer<Booking>(
      api.POST('/bookings/{id}/collaborators', {
        params: { path: { id: booking.id }, header: headers },
        body: input,
      }),
    ),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ add: [name.trim()] }, { onSuccess: () => setName('') });
  };
  const over = ['DONE', 'FAILED', 'CANCELLED', 'CLEANING'].includes(booking.state);
  return (
    <Panel title="People">
      <ul className="people">
        <li>
          {booking.owner} <span className="quiet">has the booking</span>
        </li>
        {booking.collaborators.map((user) => (
          <li key={user}>
            {user}{' '}
            {acts && !over ? (
              <Button aria-label={`Remove ${user}`} busy={change.isPending} onClick={() => change.mutate({ remove: [user] })}>
                Remove
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {acts && !over ? (
        <form onSubmit={submit} className="inline">
          <Field label="Add somebody" mistake={change.isError ? sentence(change.error) : undefined}>
            {(ids) => (
              <input {...ids} required maxLength={100} autoComplete="off" value={name} onChange={(e) => setName(e.target.value)} />
            )}
          </Field>
          <Button type="submit" busy={change.isPending}>
            Add
          </Button>
        </form>
      ) : (
        <Problem of={change.error} />
      )}
    </Panel>
  );
}
