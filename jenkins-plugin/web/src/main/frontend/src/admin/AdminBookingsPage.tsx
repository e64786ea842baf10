import { useState } from 'react';
import { Link } from 'react-router';
import { answer } from '../api/client';
import { useChange } from '../api/queries';
import type { Booking } from '../api/types';
import { Time } from '../time/zone';
import { Button, Empty, Loaded, Panel, State } from '../ui/basics';
import { Table, type Column } from '../ui/Table';
import { Approvals } from './Approvals';
import { useBookingsIn } from './queries';
import { ReasonDialog } from './ReasonDialog';

const HOLDING = 'SCHEDULED,PROVISIONING,ACTIVE';

const common: Column<Booking>[] = [
  { head: 'Booking', of: (b) => <Link to={`/bookings/${b.id}`}>{b.id}</Link> },
  { head: 'Pod', of: (b) => <bdi>{b.pod}</bdi> },
  { head: 'Lab', of: (b) => <bdi>{b.lab}</bdi> },
  { head: 'For', of: (b) => <bdi>{b.owner}</bdi> },
];

/** The first in the queue first; what has no place yet stands last. */
const inQueue = (bookings: Booking[]): Booking[] =>
  [...bookings].sort((a, b) => (a.waitPosition ?? Infinity) - (b.waitPosition ?? Infinity));

/** Bookings of everybody: what somebody has to decide, who waits, and who holds what. */
export function AdminBookingsPage() {
  const [ending, setEnding] = useState<Booking>();
  const waiting = useBookingsIn('WAITING');
  const holding = useBookingsIn(HOLDING);
  const end: Column<Booking> = {
    head: 'Actions',
    of: (b) => (
      <Button look="danger" aria-label={`End it: ${b.id}`} onClick={() => setEnding(b)}>
        End it
      </Button>
    ),
  };
  return (
    <>
      <Approvals />
      <Panel title="Wait list">
        <Loaded query={waiting} what="who waits">
          {waiting.data?.length ? (
            <Table
              title="Wait list"
              rows={inQueue(waiting.data)}
              keyOf={(b) => b.id}
              height="any"
              columns={[
                ...common,
                { head: 'Place', of: (b) => b.waitPosition ?? '', kind: 'number' },
                { head: 'Expected', of: (b) => (b.expectedStart ? <Time at={b.expectedStart} /> : 'not known yet') },
                { head: 'Offered until', of: (b) => (b.offerUntil ? <Time at={b.offerUntil} /> : '') },
                end,
              ]}
            />
          ) : (
            <Empty>
              <p>Nobody waits for a pod.</p>
            </Empty>
          )}
        </Loaded>
      </Panel>
      <Panel title="Who holds what">
        <Loaded query={holding} what="the bookings that hold a pod">
          {holding.data?.length ? (
            <Table
              title="Who holds what"
              rows={holding.data}
              keyOf={(b) => b.id}
              height="any"
              columns={[
                ...common,
                { head: 'State', of: (b) => <State of={b.state} /> },
                { head: 'On', of: (b) => <bdi>{b.vpod ?? ''}</bdi> },
                { head: 'From', of: (b) => <Time at={b.start} /> },
                { head: 'Until', of: (b) => <Time at={b.end} /> },
                end,
              ]}
            />
          ) : (
            <Empty>
              <p>Nobody holds a pod now or has one granted.</p>
            </Empty>
          )}
        </Loaded>
      </Panel>
      {ending ? <EndDialog booking={ending} onClose={() => setEnding(undefined)} /> : null}
    </>
  );
}

function EndDialog({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const release = useChange((api, input: { id: string; reason: string }, header) =>
    answer<Booking>(
      api.POST('/bookings/{id}/release', { params: { path: { id: input.id }, header }, body: { reason: input.reason } }),
    ),
  );
  return (
    <ReasonDialog
      title={`End ${booking.id} of ${booking.owner}?`}
      action="End it now"
      busy={release.isPending}
      problem={release.error}
      onConfirm={(reason) => release.mutate({ id: booking.id, reason }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>Access ends at once and what is on the machines is gone. Its people are told, with your reason. This cannot be taken back.</p>
    </ReasonDialog>
  );
}
