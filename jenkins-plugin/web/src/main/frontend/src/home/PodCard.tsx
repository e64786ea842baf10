import type { Pod } from '../api/types';
import { Button } from '../ui/basics';
import { counted, gib } from '../ui/words';
import { PodState } from './PodState';

interface PodCardProps {
  pod: Pod;
  /** Why the reader may not book it; empty if they may. */
  whyNot: string | undefined;
  onBook?: ((pod: Pod) => void) | undefined;
}

export function PodCard({ pod, whyNot, onBook }: PodCardProps) {
  const { id, description, nodes, networks } = pod.pod;
  return (
    <li className="card">
      <h3>
        {id}{' '}
        <PodState pod={pod} />
      </h3>
      {description ? <p className="clip">{description}</p> : null}
      <p className="quiet">
        {counted(nodes.length, 'machine')}, {counted(networks.length, 'network')} · {counted(pod.demand.cores, 'core')},{' '}
        {gib(pod.demand.memoryMiB)}, {pod.demand.diskGiB} GiB disk · lab {pod.lab}
        {pod.made ? ` · by ${pod.made.owner}` : ''}
      </p>
      {pod.closed && whyNot ? <p>{whyNot}</p> : null}
      {onBook && !pod.closed ? (
        <Button onClick={() => onBook(pod)} aria-label={`Book ${id}`}>
          Book
        </Button>
      ) : null}
    </li>
  );
}
