import type { Pod } from '../api/types';
import { Button } from '../ui/basics';
import { counted, gib } from '../ui/words';

export function PodCard({ pod, onBook }: { pod: Pod; onBook?: ((pod: Pod) => void) | undefined }) {
  const { id, description, nodes, networks } = pod.pod;
  return (
    <li className="card">
      <h3>
        {id}{' '}
        <span className={pod.freeNow ? 'state good' : 'state quiet'}>{pod.freeNow ? 'free now' : 'taken now'}</span>
      </h3>
      {description ? <p className="clip">{description}</p> : null}
      <p className="quiet">
        {counted(nodes.length, 'machine')}, {counted(networks.length, 'network')} · {counted(pod.demand.cores, 'core')},{' '}
        {gib(pod.demand.memoryMiB)}, {pod.demand.diskGiB} GiB disk · lab {pod.lab}
        {pod.made ? ` · by ${pod.made.owner}` : ''}
      </p>
      {onBook ? (
        <Button onClick={() => onBook(pod)} aria-label={`Book ${id}`}>
          Book
        </Button>
      ) : null}
    </li>
  );
}
