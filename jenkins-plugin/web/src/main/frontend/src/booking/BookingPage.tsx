import { lazy, Suspense, useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { ApiProblem } from '../api/problem';
import { useBooking, useMe, usePod } from '../api/queries';
import type { Booking, PodSpec } from '../api/types';
import { useTitle } from '../app/title';
import { MachinesPanel } from '../machines/MachinesPanel';
import { useMachines } from '../machines/useMachines';
import { Empty, Loaded, Panel, State } from '../ui/basics';
import { AccessPanel } from './AccessPanel';
import { Actions } from './Actions';
import { Facts } from './Facts';
import { History } from './History';
import { Members } from './Members';
import { ShortenQuestion } from './ShortenQuestion';
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
        {acts ? <Actions booking={booking} rights={rights} owns={me.data?.user === booking.owner || rights.includes('MANAGE_BOOKINGS')} /> : null}
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
      <ShortenQuestion booking={booking} mayAnswer={rights.includes('BOOK') && (me.data?.user === booking.owner || rights.includes('MANAGE_BOOKINGS'))} />
      {booking.reason ? <p className="notice bad">{booking.reason}</p> : null}
      <div className="columns">
        <div>
          {booking.access ? <AccessPanel booking={booking} access={booking.access} /> : null}
          <Panel title="Work">
            <Tasks booking={booking} />
          </Panel>
          <Machines booking={booking} acts={acts} mayWork={rights.includes('RESET')} />
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

interface MachinesProps {
  booking: Booking;
  acts: boolean;
  mayWork: boolean;
}

/** The pod as a picture; to those who use it, each machine as it is now. */
function Machines({ booking, acts, mayWork }: MachinesProps) {
  const pod = usePod(booking.lab, booking.pod, booking.podVersion);
  if (pod.data && acts && booking.state === 'ACTIVE') return <Live booking={booking} pod={pod.data.pod} mayWork={mayWork} />;
  return (
    <Panel title={PICTURE}>
      {pod.isError ? (
        <p className="quiet">The pod is not shown: {pod.error.message}</p>
      ) : (
        <Loaded query={pod} what="the pod">
          {pod.data ? <Picture booking={booking} pod={pod.data.pod} /> : null}
        </Loaded>
      )}
    </Panel>
  );
}

const PICTURE = 'Machines and networks';

function Live({ booking, pod, mayWork }: { booking: Booking; pod: PodSpec; mayWork: boolean }) {
  const found = useMachines(
    booking,
    pod.nodes.map((node) => node.name),
  );
  const said = pod.nodes.map((node) => found.get(node.name)?.now?.state ?? '').join();
  const states = useMemo(
    () => new Map(said.split(',').flatMap((state, index) => (state ? [[pod.nodes[index]?.name ?? '', `MACHINE_${state}`]] : []))),
    [said, pod],
  );
  return (
    <>
      <Panel title={PICTURE}>
        <Picture booking={booking} pod={pod} states={states} />
      </Panel>
      <MachinesPanel booking={booking} machines={pod.nodes} found={found} mayWork={mayWork} />
    </>
  );
}

function Picture(props: { booking: Booking; pod: PodSpec; states?: Map<string, string> }) {
  return (
    <Suspense fallback={<p className="loading">Drawing the pod …</p>}>
      <Topology {...props} />
    </Suspense>
  );
}
