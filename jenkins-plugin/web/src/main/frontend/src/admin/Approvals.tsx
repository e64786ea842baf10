import { useState } from 'react';
import { Link } from 'react-router';
import { answer } from '../api/client';
import { useChange, useToApprove } from '../api/queries';
import type { Booking } from '../api/types';
import type { components } from '../api/schema';
import { Time } from '../time/zone';
import { Button, Empty, Loaded, Panel } from '../ui/basics';
import { Table } from '../ui/Table';
import { ReasonDialog } from './ReasonDialog';

type Asked = Booking & { approval?: components['schemas']['ApprovalJson'] };
type Open = { booking: Asked; deed: 'approve' | 'deny' } | undefined;

/** Bookings that the reader may approve or deny, the most urgent first. */
export function Approvals() {
  const asked = useToApprove();
  const [open, setOpen] = useState<Open>();
  return (
    <Panel title="To approve">
      <Loaded query={asked} what="what is to be approved">
        {asked.data?.length ? (
          <Table<Asked>
            title="To approve"
            rows={asked.data}
            keyOf={(b) => b.id}
            height="any"
            columns={[
              { head: 'Booking', of: (b) => <Link to={`/bookings/${b.id}`}>{b.id}</Link> },
              { head: 'Pod', of: (b) => <bdi>{b.pod}</bdi> },
              { head: 'For', of: (b) => <bdi>{b.owner}</bdi> },
              { head: 'Decide until', of: (b) => (b.approval?.until ? <Time at={b.approval.until} /> : '') },
              {
                head: 'Actions',
                of: (b) => (
                  <div className="buttons">
                    <Button look="main" aria-label={`Approve ${b.id}`} onClick={() => setOpen({ booking: b, deed: 'approve' })}>
                      Approve
                    </Button>
                    <Button look="danger" aria-label={`Deny ${b.id}`} onClick={() => setOpen({ booking: b, deed: 'deny' })}>
                      Deny
                    </Button>
                  </div>
                ),
              },
              { head: 'Because', of: (b) => (b.approval?.reasons ?? []).join(' '), kind: 'text' },
              { head: 'What for', of: (b) => <bdi>{b.purpose ?? ''}</bdi>, kind: 'text' },
            ]}
          />
        ) : (
          <Empty>
            <p>No booking waits for your approval. Which bookings need one stands in the lab file.</p>
          </Empty>
        )}
      </Loaded>
      {open ? <DecisionDialog {...open} onClose={() => setOpen(undefined)} /> : null}
    </Panel>
  );
}

function DecisionDialog({ booking, deed, onClose }: NonNullable<Open> & { onClose: () => void }) {
  const decide = useChange((api, reason: string, header) => {
    const call = { params: { path: { id: booking.id }, header }, body: reason ? { reason } : {} };
    return answer<Booking>(deed === 'approve' ? api.POST('/bookings/{id}/approve', call) : api.POST('/bookings/{id}/deny', call));
  });
  const approves = deed === 'approve';
  return (
    <ReasonDialog
      title={approves ? `Approve ${booking.id} of ${booking.owner}?` : `Deny ${booking.id} of ${booking.owner}?`}
      action={approves ? 'Approve it' : 'Deny it'}
      look={approves ? 'main' : 'danger'}
      required={!approves}
      busy={decide.isPending}
      problem={decide.error}
      onConfirm={(reason) => decide.mutate(reason, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{approves ? 'A place is looked for again; it is granted, or waits in the queue if it asked to.' : 'It is given up, and its owner reads your reason.'}</p>
    </ReasonDialog>
  );
}
