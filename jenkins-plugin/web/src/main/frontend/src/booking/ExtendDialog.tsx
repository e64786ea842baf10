import { useState } from 'react';
import { answer } from '../api/client';
import { useChange, useExtension } from '../api/queries';
import type { Booking } from '../api/types';
import { isoOfHours, spoken } from '../time/lengths';
import { fromLocalInput, Time, toLocalInput, useZone } from '../time/zone';
import { Button, Field, Loaded, Problem } from '../ui/basics';
import { Dialog } from '../ui/Dialog';

const HOUR = 3_600_000;
const STEPS = [1, 4, 24, 72, 168].map((hours) => hours * HOUR);

/** Extends a booking; says first until when one could, and what stands in the way of more. */
export function ExtendDialog({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const zone = useZone();
  const limit = useExtension(booking.id, true);
  const latest = limit.data?.latestEnd;
  const [until, setUntil] = useState('');
  const extend = useChange((api, input: { by?: string; until?: string }, headers) =>
    answer<Booking>(
      api.POST('/bookings/{id}/extend', { params: { path: { id: booking.id }, header: headers }, body: input }),
    ),
  );
  const room = latest ? Date.parse(latest) - Date.parse(booking.end) : 0;
  const done = { onSuccess: onClose };
  const wanted = fromLocalInput(until, zone);
  return (
    <Dialog title={`Extend ${booking.pod}`} onClose={onClose}>
      <p>
        It ends <Time at={booking.end} />.
      </p>
      <Loaded query={limit} what="how far it can be extended">
        {limit.data?.possible && latest ? (
          <>
            <p>
              You can extend it until <Time at={latest} />.
            </p>
            <Reasons of={limit.data.reasons} />
            <div className="buttons">
              {STEPS.filter((step) => step < room).map((step) => (
                <Button key={step} busy={extend.isPending} onClick={() => extend.mutate({ by: isoOfHours(step / HOUR) }, done)}>
                  {spoken(step)} more
                </Button>
              ))}
              <Button look="main" busy={extend.isPending} onClick={() => extend.mutate({ until: latest }, done)}>
                As long as possible
              </Button>
            </div>
            <Field label={`Until another time (${zone})`}>
              {(ids) => (
                <input
                  {...ids}
                  type="datetime-local"
                  min={toLocalInput(booking.end, zone)}
                  max={toLocalInput(latest, zone)}
                  value={until}
                  onChange={(event) => setUntil(event.target.value)}
                />
              )}
            </Field>
            {wanted ? (
              <Button busy={extend.isPending} onClick={() => extend.mutate({ until: wanted }, done)}>
                Extend until then
              </Button>
            ) : null}
          </>
        ) : (
          <>
            <p>It cannot be extended now.</p>
            <Reasons of={limit.data?.reasons ?? []} />
          </>
        )}
      </Loaded>
      <Problem of={extend.error} />
      <div className="buttons">
        <Button onClick={onClose}>Go back</Button>
      </div>
    </Dialog>
  );
}

function Reasons({ of }: { of: string[] }) {
  return (
    <ul className="reasons">
      {of.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}
