import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { podOf } from './plan';
import type { StepProps } from './steps';

const Topology = lazy(() => import('../topology/Topology').then((m) => ({ default: m.Topology })));

/** What the machines are connected to; another layout is drawn as a pod of one's own. */
export function NetworksStep({ facts, draft }: StepProps) {
  const pod = podOf(facts);
  if (!pod) return <p>Choose a pod first; its networks are shown here.</p>;
  const query = new URLSearchParams({ from: pod.pod.id, lab: pod.lab, draft: String(draft) });
  return (
    <>
      <p>These are the machines and networks of {pod.pod.id}.</p>
      <Suspense fallback={<p className="loading">Drawing the pod …</p>}>
        <Topology pod={pod.pod} />
      </Suspense>
      <p>
        <Link to={`/pods/draw?${query.toString()}`}>Draw other networks</Link>: that makes a pod of your own like this one and takes
        it for this booking.
      </p>
    </>
  );
}
