import { useState } from 'react';
import { Link } from 'react-router';
import { answer, type Api } from '../api/client';
import { useChange, useVpods } from '../api/queries';
import type { Vpod } from '../api/types';
import { Button, Empty, Loaded, Panel, State } from '../ui/basics';
import { Confirm } from '../ui/Dialog';
import { Table, type Column } from '../ui/Table';
import { word } from '../ui/words';
import { AddPods } from './AddPods';
import { LeaksPanel } from './LeaksPanel';
import { ReasonDialog } from './ReasonDialog';

type Deed = 'quarantine' | 'drain' | 'return' | 'reinitialise' | 'anew';
type Open = { deed: Deed; vpod: Vpod } | undefined;

/**
 * What may be done with a virtual pod in the state it is in. One that is in use and has a reason goes out of service after its booking
 * unless it is returned before.
 */
export function deeds(vpod: Vpod): Deed[] {
  const lasts = vpod.kind === 'STATIC';
  if (vpod.state === 'GONE') return [];
  if (vpod.state === 'DRAINED') return lasts ? ['return', 'anew'] : ['return'];
  if (vpod.state === 'QUARANTINED') return lasts ? ['return', 'anew', 'drain'] : ['return'];
  if (!lasts) return [];
  if (vpod.state === 'FREE') return ['reinitialise', 'anew', 'quarantine', 'drain'];
  return vpod.reason ? ['return'] : ['quarantine', 'drain'];
}

const TITLES: Record<Deed, string> = { quarantine: 'Quarantine', drain: 'Drain', return: 'Clean and return', reinitialise: 'Re-initialise', anew: 'Set up anew' };

/** Pods that stand on hosts: their states, and how they are put out of service and back. */
export function VpodsPage() {
  const vpods = useVpods();
  const [open, setOpen] = useState<Open>();
  const [adding, setAdding] = useState(false);
  const columns: Column<Vpod>[] = [
    { head: 'Virtual pod', of: (v) => <bdi>{v.id}</bdi> },
    { head: 'Lab', of: (v) => <bdi>{v.lab}</bdi> },
    { head: 'Host', of: (v) => <bdi>{v.host}</bdi> },
    { head: 'Pod', of: (v) => <bdi>{v.pod}</bdi> },
    { head: 'Kind', of: (v) => word(v.kind) },
    { head: 'State', of: (v) => <State of={v.state} /> },
    { head: 'Booking', of: (v) => (v.booking ? <Link to={`/bookings/${v.booking}`}>{v.booking}</Link> : 'none') },
    {
      head: 'Actions',
      of: (v) => (
        <div className="buttons">
          {deeds(v).map((deed) => (
            <Button key={deed} aria-label={`${TITLES[deed]} ${v.id}`} onClick={() => setOpen({ deed, vpod: v })}>
              {TITLES[deed]}
            </Button>
          ))}
        </div>
      ),
    },
    { head: 'Why', of: (v) => v.reason ?? '', kind: 'text' },
  ];
  return (
    <>
      <Panel title="Virtual pods" aside={<Button onClick={() => setAdding(true)}>Add static pods</Button>}>
        <p className="quiet">
          Static pods stand all the time and are set up from <Link to="/help/how-to/static-pods">the lab file</Link>; dynamic ones
          are built for a booking and taken down after it, so they are put out of service by ending the booking. <Link to="/help/how-to/quarantined-pod">What to do with one in quarantine</Link>.
        </p>
        <Loaded query={vpods} what="the virtual pods">
          {vpods.data?.length ? (
            <Table title="Virtual pods" rows={vpods.data} columns={columns} keyOf={(v) => v.id} height="any" />
          ) : (
            <Empty>
              <p>No pod stands on any host now. Dynamic ones come with the next booking; static ones are named in the lab file.</p>
            </Empty>
          )}
        </Loaded>
      </Panel>
      <LeaksPanel />
      {adding ? <AddPods onClose={() => setAdding(false)} /> : null}
      {open ? <DeedDialog {...open} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}

function DeedDialog({ deed, vpod, onClose }: { deed: Deed; vpod: Vpod; onClose: () => void }) {
  const change = useChange((api, reason: string, header) => send(api, deed, vpod.id, reason, header));
  const common = { busy: change.isPending, problem: change.error, onClose };
  const confirm = (reason: string) => change.mutate(reason, { onSuccess: onClose });
  if (deed === 'return') {
    return (
      <Confirm {...common} title={`Return ${vpod.id} to service?`} action="Clean and return it" look="main" onConfirm={() => confirm('')}>
        <p>It is brought back to its known state and verified. Only when that is proven it is free again; otherwise it goes back into quarantine.</p>
      </Confirm>
    );
  }
  if (deed === 'reinitialise' || deed === 'anew') {
    return (
      <Confirm {...common} title={deed === 'anew' ? `Set ${vpod.id} up anew?` : `Re-initialise ${vpod.id}?`} action={deed === 'anew' ? 'Set it up anew' : 'Re-initialise it'} look="main" onConfirm={() => confirm('')}>
        <p>
          {deed === 'anew'
            ? 'It is taken down and set up from nothing as its lab describes it now; its known state is saved again.'
            : 'It is brought back to its known state.'}{' '}
          Only when that is verified it is free again; a booking that begins meanwhile waits for it.
        </p>
      </Confirm>
    );
  }
  return deed === 'drain' ? (
    <ReasonDialog {...common} title={`Drain ${vpod.id}?`} action="Drain it" onConfirm={confirm}>
      <p>It takes no further bookings. When its present one is over it is cleaned and rests until somebody returns it.</p>
    </ReasonDialog>
  ) : (
    <ReasonDialog {...common} title={`Quarantine ${vpod.id}?`} action="Quarantine it" onConfirm={confirm}>
      <p>Nobody gets it until somebody returns it to service. A booking on it goes on to its end.</p>
    </ReasonDialog>
  );
}

function send(api: Api, deed: Deed, id: string, reason: string, header: { 'Idempotency-Key': string }): Promise<Vpod> {
  const params = { path: { id }, header };
  switch (deed) {
    case 'quarantine':
      return answer(api.POST('/vpods/{id}/quarantine', { params, body: { reason } }));
    case 'drain':
      return answer(api.POST('/vpods/{id}/drain', { params, body: { reason } }));
    case 'reinitialise':
    case 'anew':
      return answer(api.POST('/vpods/{id}/reinitialise', { params: { ...params, query: { anew: deed === 'anew' } } }));
    case 'return':
      return answer(api.POST('/vpods/{id}/return', { params }));
  }
}
