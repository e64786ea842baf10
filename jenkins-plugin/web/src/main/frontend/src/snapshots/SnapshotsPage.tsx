import { useState } from 'react';
import { Link } from 'react-router';
import { answer } from '../api/client';
import { useChange, useMe, useSnapshots } from '../api/queries';
import type { Snapshot } from '../api/types';
import { useTitle } from '../app/title';
import { Time } from '../time/zone';
import { Button, Empty, Loaded, Problem, State } from '../ui/basics';
import { Confirm } from '../ui/Dialog';

const GIB = 2 ** 30;

/** Disks that were saved, one's own and those that are shared. */
export function SnapshotsPage() {
  useTitle('Snapshots');
  const snapshots = useSnapshots();
  const me = useMe();
  return (
    <>
      <h1>Snapshots</h1>
      <p className="quiet">
        Saved disks of machines. Software of a booking names their images; a booking page takes them with <em>Snapshot</em>.
      </p>
      <Loaded query={snapshots} what="the snapshots">
        {snapshots.data?.length ? (
          <ul className="cards">
            {snapshots.data.map((snapshot) => (
              <SnapshotCard key={`${snapshot.lab}/${snapshot.name}`} snapshot={snapshot} own={snapshot.owner === me.data?.user} />
            ))}
          </ul>
        ) : (
          <Empty>
            <p>
              There is none. Set a machine up on a <Link to="/bookings?mine=true">booking of yours</Link>, press Snapshot there, and use
              it in later bookings.
            </p>
          </Empty>
        )}
      </Loaded>
    </>
  );
}

function SnapshotCard({ snapshot, own }: { snapshot: Snapshot; own: boolean }) {
  const [asked, setAsked] = useState(false);
  const params = { path: { snapshot: snapshot.name }, query: { lab: snapshot.lab } };
  const remove = useChange((api, _: string, headers) =>
    answer<Snapshot>(api.POST('/snapshots/{snapshot}/delete', { params: { ...params, header: headers } })),
  );
  const share = useChange((api, sharing: string, headers) =>
    answer<Snapshot>(api.POST('/snapshots/{snapshot}/share', { params: { ...params, header: headers }, body: { sharing } })),
  );
  return (
    <li className="card">
      <h3>
        {snapshot.name} <State of={snapshot.state} />
      </h3>
      <p className="quiet">
        <Time at={snapshot.at} /> by {snapshot.owner} of <Link to={`/bookings/${snapshot.booking}`}>{snapshot.booking}</Link> · lab{' '}
        {snapshot.lab}, host {snapshot.host} · {Math.round((snapshot.bytes / GIB) * 10) / 10} GiB · {snapshot.sharing.toLowerCase()}
        {snapshot.project ? ` ${snapshot.project}` : ''}
      </p>
      {snapshot.reason ? <p className="problem">{snapshot.reason}</p> : null}
      <ul>
        {snapshot.images.map((image) => (
          <li key={image.id}>
            <code>{image.id}</code> <span className="quiet">of {image.machine}</span>
          </li>
        ))}
      </ul>
      <Problem of={share.error} />
      <div className="buttons">
        {own && snapshot.state === 'READY' ? (
          <Button
            aria-label={`${snapshot.sharing === 'PUBLIC' ? 'Keep to myself' : 'Share with everybody'}: ${snapshot.name}`}
            busy={share.isPending}
            onClick={() => share.mutate(snapshot.sharing === 'PUBLIC' ? 'PRIVATE' : 'PUBLIC')}
          >
            {snapshot.sharing === 'PUBLIC' ? 'Keep to myself' : 'Share with everybody'}
          </Button>
        ) : null}
        {own ? (
          <Button look="danger" aria-label={`Delete ${snapshot.name}`} onClick={() => setAsked(true)}>
            Delete
          </Button>
        ) : null}
      </div>
      {asked ? (
        <Confirm
          title={`Delete ${snapshot.name}?`}
          action="Delete it"
          busy={remove.isPending}
          problem={remove.error}
          onConfirm={() => remove.mutate(snapshot.name, { onSuccess: () => setAsked(false) })}
          onClose={() => setAsked(false)}
        >
          <p>It can no longer be booked. Bookings that use it keep it until they end.</p>
        </Confirm>
      ) : null}
    </li>
  );
}
