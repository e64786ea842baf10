import type { Pod } from '../api/types';

/** Whether the reader could have it now, in a word or two. */
export function PodState({ pod: { freeNow, closed } }: { pod: Pick<Pod, 'freeNow' | 'closed'> }) {
  return <span className={freeNow ? 'state good' : 'state quiet'}>{closed ? 'not open to you' : freeNow ? 'free now' : 'taken now'}</span>;
}
