import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { answer } from '../api/client';
import { useChange, useMe, usePods } from '../api/queries';
import type { Pod } from '../api/types';
import { useTitle } from '../app/title';
import { PodState } from '../home/PodState';
import { Button, Empty, Loaded, Panel } from '../ui/basics';
import { Confirm } from '../ui/Dialog';
import { counted, gib } from '../ui/words';
import { ImportPdf } from './ImportPdf';
import { Share } from './Share';

const Topology = lazy(() => import('../topology/Topology').then((m) => ({ default: m.Topology })));

/** The pods that can be booked, and what one can do with one's own. */
export function PodsPage() {
  useTitle('Pods');
  const me = useMe();
  const pods = usePods();
  const [importing, setImporting] = useState(false);
  const mayMake = me.data?.rights.some((right) => right === 'BOOK' || right === 'MANAGE_LABS') ?? false;
  return (
    <>
      <div className="page-head">
        <h1>Pods</h1>
        {mayMake ? (
          <div className="buttons">
            <Link className="button main" to="/pods/draw">
              Draw a pod
            </Link>
            <Button onClick={() => setImporting(true)}>Import a PDF</Button>
          </div>
        ) : null}
      </div>
      <Loaded query={pods} what="the pods">
        {pods.data?.length ? (
          pods.data.map((pod) => (
            <PodPanel
              key={`${pod.lab}/${pod.pod.id}`}
              pod={pod}
              mayMake={mayMake}
              own={pod.made?.owner === me.data?.user || (me.data?.rights.includes('MANAGE_LABS') ?? false)}
            />
          ))
        ) : (
          <Empty>
            <p>There is no pod yet. Draw one, or ask a lab admin to add one to the lab file.</p>
          </Empty>
        )}
      </Loaded>
      {importing ? <ImportPdf onClose={() => setImporting(false)} /> : null}
    </>
  );
}

function PodPanel({ pod, mayMake, own }: { pod: Pod; mayMake: boolean; own: boolean }) {
  const [shown, setShown] = useState(false);
  const [open, setOpen] = useState<'delete' | 'share'>();
  const { id, description, nodes, networks } = pod.pod;
  const where = new URLSearchParams({ from: id, lab: pod.lab }).toString();
  const remove = useChange((api, _: string, headers) =>
    answer<Pod>(api.POST('/pods/{pod}/delete', { params: { path: { pod: id }, query: { lab: pod.lab }, header: headers } })),
  );
  return (
    <Panel
      title={id}
      aside={<PodState pod={pod} />}
    >
      <p>{description}</p>
      <p className="quiet">
        {counted(nodes.length, 'machine')}, {counted(networks.length, 'network')} · {counted(pod.demand.cores, 'core')},{' '}
        {gib(pod.demand.memoryMiB)}, {pod.demand.diskGiB} GiB disk · lab {pod.lab}
        {pod.made ? ` · version ${pod.made.version} by ${pod.made.owner}, ${pod.made.sharing.toLowerCase()}${pod.made.project ? ` ${pod.made.project}` : ''}` : ''}
      </p>
      <div className="buttons">
        <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? 'Hide the picture' : 'Show the picture'}
        </Button>
        {mayMake ? (
          <Link className="button" to={`/pods/draw?${where}`}>
            Draw one like it
          </Link>
        ) : null}
        {pod.made && own ? (
          <>
            <Link className="button" to={`/pods/draw?${where}&change=true`}>
              Change
            </Link>
            <Button onClick={() => setOpen('share')}>Share</Button>
            <Button look="danger" onClick={() => setOpen('delete')}>
              Delete
            </Button>
          </>
        ) : null}
      </div>
      {shown ? (
        <Suspense fallback={<p className="loading">Drawing the pod …</p>}>
          <Topology pod={pod.pod} />
        </Suspense>
      ) : null}
      {open === 'share' ? (
        <Share
          name={id}
          made={pod.made}
          save={(api, body, header) =>
            answer<Pod>(api.POST('/pods/{pod}/share', { params: { path: { pod: id }, query: { lab: pod.lab }, header }, body }))
          }
          onClose={() => setOpen(undefined)}
        />
      ) : null}
      {open === 'delete' ? (
        <Confirm
          title={`Delete ${id}?`}
          action="Delete it"
          busy={remove.isPending}
          problem={remove.error}
          onConfirm={() => remove.mutate(id, { onSuccess: () => setOpen(undefined) })}
          onClose={() => setOpen(undefined)}
        >
          <p>It can no longer be booked. Bookings that use it keep it.</p>
        </Confirm>
      ) : null}
    </Panel>
  );
}
