import { useState } from 'react';
import { answer } from '../api/client';
import { useChange } from '../api/queries';
import type { Booking, Operation } from '../api/types';
import { Button, Problem } from '../ui/basics';
import { Confirm } from '../ui/Dialog';
import { ExtendDialog } from './ExtendDialog';
import { HandOverDialog } from './HandOverDialog';
import { InstallDialog } from './InstallDialog';
import { MoveDialog } from './MoveDialog';
import { TakeSnapshot } from '../snapshots/TakeSnapshot';
import { Time } from '../time/zone';

type Open = 'extend' | 'reset' | 'release' | 'snapshot' | 'move' | 'install' | 'give' | undefined;

/** What members may do with a booking in the state it is in. */
export function Actions({ booking, rights, owns }: { booking: Booking; rights: string[]; owns: boolean }) {
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const path = { id: booking.id };
  const reset = useChange((api, _: string, headers) =>
    answer<Operation>(api.POST('/bookings/{id}/reset', { params: { path, header: headers } })),
  );
  const check = useChange((api, _: string, headers) =>
    answer<Operation>(api.POST('/bookings/{id}/check', { params: { path, header: headers } })),
  );
  const release = useChange((api, _: string, headers) =>
    answer<Booking>(api.POST('/bookings/{id}/release', { params: { path, header: headers }, body: {} })),
  );
  const accept = useChange((api, _: string, headers) =>
    answer<Booking>(api.POST('/bookings/{id}/accept', { params: { path, header: headers } })),
  );
  const keep = useChange((api, _: string, headers) =>
    answer<Booking>(api.POST('/bookings/{id}/keep', { params: { path, header: headers } })),
  );
  const active = booking.state === 'ACTIVE';
  const over = ['DONE', 'FAILED', 'CANCELLED', 'CLEANING'].includes(booking.state);
  const may = (right: string) => rights.includes(right);
  if (over) return null;
  return (
    <div className="actions">
      <div className="buttons">
        {booking.offerUntil && may('BOOK') ? (
          <Button look="main" busy={accept.isPending} onClick={() => accept.mutate(booking.id)}>
            Take it
          </Button>
        ) : null}
        {active && booking.idleSince && may('EXTEND') ? (
          <Button look="main" busy={keep.isPending} onClick={() => keep.mutate(booking.id)}>
            I still need it
          </Button>
        ) : null}
        {active && may('EXTEND') ? (
          <Button look="main" onClick={() => setOpen('extend')}>
            Extend
          </Button>
        ) : null}
        {active && may('RESET') ? (
          <>
            <Button busy={check.isPending} onClick={() => check.mutate(booking.id)}>
              Check
            </Button>
            <Button onClick={() => setOpen('reset')}>Reset</Button>
            <Button onClick={() => setOpen('install')}>Install</Button>
          </>
        ) : null}
        {active && may('BOOK') ? <Button onClick={() => setOpen('snapshot')}>Snapshot</Button> : null}
        {owns && may('BOOK') ? <Button onClick={() => setOpen('give')}>Hand over</Button> : null}
        {booking.state === 'SCHEDULED' && may('BOOK') ? <Button onClick={() => setOpen('move')}>Move</Button> : null}
        {may('BOOK') ? (
          <Button look="danger" onClick={() => setOpen('release')}>
            {active ? 'Release' : 'Give up'}
          </Button>
        ) : null}
      </div>
      {booking.offerUntil ? (
        <p className="notice">
          The pod is offered to you until <Time at={booking.offerUntil} />. Take it, or give it up for whoever is next.
        </p>
      ) : null}
      {booking.idleSince ? <IdleNotice booking={booking} /> : null}
      <Problem of={accept.error ?? check.error ?? keep.error} />
      {open === 'snapshot' ? <TakeSnapshot booking={booking} onClose={close} /> : null}
      {open === 'install' ? <InstallDialog booking={booking} onClose={close} /> : null}
      {open === 'give' ? <HandOverDialog booking={booking} onClose={close} /> : null}
      {open === 'move' ? <MoveDialog booking={booking} onClose={close} /> : null}
      {open === 'extend' ? <ExtendDialog booking={booking} onClose={close} /> : null}
      {open === 'reset' ? (
        <Confirm
          title={`Reset ${booking.pod}?`}
          action="Reset all machines"
          busy={reset.isPending}
          problem={reset.error}
          onConfirm={() => reset.mutate(booking.id, { onSuccess: close })}
          onClose={close}
        >
          <p>All machines go back to their known state. Everything that was written on them since is gone.</p>
        </Confirm>
      ) : null}
      {open === 'release' ? (
        <Confirm
          title={active ? `Release ${booking.pod}?` : `Give up ${booking.id}?`}
          action={active ? 'Release it now' : 'Give it up'}
          busy={release.isPending}
          problem={release.error}
          onConfirm={() => release.mutate(booking.id, { onSuccess: close })}
          onClose={close}
        >
          <p>
            {active
              ? 'Access ends at once, the machines are cleaned, and what is on them is gone. This cannot be taken back.'
              : 'The booking ends. Machines that are being built are taken down again.'}
          </p>
        </Confirm>
      ) : null}
    </div>
  );
}

/** Since when nobody has used the pod, and what may come of it. */
function IdleNotice({ booking }: { booking: Booking }) {
  return (
    <p className="notice">
      Nobody has used it since <Time at={booking.idleSince ?? ''} />.{' '}
      {booking.reclaimable || !booking.reclaimableFrom ? (
        'Somebody who waits may get it any time.'
      ) : (
        <>
          From <Time at={booking.reclaimableFrom} /> on somebody who waits may get it.
        </>
      )}
    </p>
  );
}
