import { lazy, Suspense } from 'react';
import { Link, useParams } from 'react-router';
import { ApiProblem } from '../api/problem';
import { useBooking, useMe, usePod } from '../api/queries';
import type { Booking } from '../api/types';
import { useTitle } from '../app/title';
import { Empty, Loaded, Panel, State } from '../ui/basics';
import { AccessPanel } from './AccessPanel';
import { Actions } from './Actions';
import { Facts } from './Facts';
import { History } from './History';
import { Members } from './Members';
import { Tasks } from './Tasks';
import { TimeLeft } from './TimeLeft';

const Topology = lazy(() => import('../topology/Topology').then((m) => ({ default: m.Topology })));

/** One booking, live. */
export function BookingPage() {
  const { id = '' } = useParams();
  useTitle(id);
  const booking = useBooking(id);
  if (booking.error instanceof ApiProblem && booking.error.status === 404) {
    return (
      <Empty>
        <h1>{id} is not here</h1>
        <p>{booking.error.message}</p>
        <p>
          <Link to="/bookings">See all bookings</Link>
        </p>
      </Empty>
    );
  }
  return (
    <Loaded query={booking} what={`booking ${id}`}>
      {booking.data ? <Shown booking={booking.data} /> : null}
    </Loaded>
  );
}

function Shown({ booking }: { booking: Booking }) {
  const me = useMe();
  const rights = me.data?.rights ?? [];
  const member = me.data !== undefined && [booking.owner, ...booking.collaborators].includes(me.data.user);
  const acts = member || rights.includes('MANAGE_BOOKINGS');
  return (
    <>
      <div className="page-head">
        <div>
          <h1>
            {booking.pod} <State of={booking.state} />
          </h1>
          <p className="quiet">
            {booking.id} for {booking.owner}
            {booking.purpose ? `: ${booking.purpose}` : ''}
          </p>
          <p>
            <TimeLeft booking={booking} />
          </p>
        </div>
        {acts ? <Actions booking={booking} rights={rights} /> : null}
      </div>
      {booking.state === 'REQUESTED' && booking.approval?.reasons ? (
        <div className="notice">
          <p>It waits for somebody to approve it:</p>
          <ul>
            {booking.approval.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {booking.reason ? <p className="notice bad">{booking.reason}</p> : null}
      <div className="columns">
        <div>
          {booking.access ? <AccessPanel booking={booking} access={booking.access} /> : null}
          <Panel title="Work">
            <Tasks booking={booking} />
          </Panel>
          <Picture booking={booking} />
        </div>
        <div>
          <Facts booking={booking} />
          <Members booking={booking} acts={acts} />
          <History booking={booking} />
        </div>
      </div>
    </>
  );
}

function Picture({ booking }: { booking: Booking }) {
  const pod = usePod(booking.lab, booking.pod, booking.podVersion);
  return (
    <Panel title="Machines and networks">
      {pod.isError ? (
        <p className="quiet">The pod is not shown: {pod.error.message}</p>
      ) : (
        <Loaded query={pod} what="the pod">
          {pod.data ? (
            <Suspense fallback={<p className="loading">Drawing the pod …</p>}>
              <Topology pod={pod.data.pod} booking={booking} />
            </Suspense>
          ) : null}
        </Loaded>
      )}
    </Panel>
  );
}
