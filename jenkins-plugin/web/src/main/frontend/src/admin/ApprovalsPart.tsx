import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answer } from '../api/client';
import { useApi } from '../api/context';
import { useChange } from '../api/queries';
import type { Booking } from '../api/types';
import { Time } from '../time/zone';
import { Button, Empty, Field, Loaded, Panel, Problem } from '../ui/basics';

/** Bookings that ask for more than the policy allows, for those who decide about them. */
export function ApprovalsPart() {
  const api = useApi();
  const open = useQuery({
    queryKey: ['bookings', 'to-approve'],
    queryFn: () => answer<Booking[]>(api.GET('/bookings/to-approve')),
  });
  return (
    <Panel title="To approve">
      <Loaded query={open} what="what waits for approval">
        {open.data?.length ? (
          <ul className="cards">
            {open.data.map((booking) => (
              <Decision key={booking.id} booking={booking} />
            ))}
          </ul>
        ) : (
          <Empty>
            <p>Nothing waits for your decision.</p>
          </Empty>
        )}
      </Loaded>
    </Panel>
  );
}

function Decision({ booking }: { booking: Booking }) {
  const [remark, setRemark] = useState('');
  const decide = useChange((api, input: { yes: boolean; reason: string }, headers) => {
    const call = { params: { path: { id: booking.id }, header: headers }, body: { reason: input.reason } };
    return answer<Booking>(input.yes ? api.POST('/bookings/{id}/approve', call) : api.POST('/bookings/{id}/deny', call));
  });
  return (
    <li className="card">
      <h3>
        <Link to={`/bookings/${booking.id}`}>{booking.id}</Link>: {booking.pod} for {booking.owner}
      </h3>
      <p className="quiet">
        <Time at={booking.start} /> – <Time at={booking.end} />
      </p>
      {booking.purpose ? <p>{booking.purpose}</p> : null}
      <ul>
        {booking.approval?.reasons?.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <Field label="Remark" hint="Whoever booked sees it.">
        {(ids) => <input {...ids} maxLength={500} value={remark} onChange={(e) => setRemark(e.target.value)} />}
      </Field>
      <Problem of={decide.error} />
      <div className="buttons">
        <Button look="main" aria-label={`Approve ${booking.id}`} busy={decide.isPending} onClick={() => decide.mutate({ yes: true, reason: remark })}>
          Approve
        </Button>
        <Button look="danger" aria-label={`Deny ${booking.id}`} busy={decide.isPending} onClick={() => decide.mutate({ yes: false, reason: remark })}>
          Deny
        </Button>
      </div>
    </li>
  );
}
