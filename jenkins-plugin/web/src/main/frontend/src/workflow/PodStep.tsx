import { PodState } from '../home/PodState';
import { counted, gib } from '../ui/words';
import type { StepProps } from './steps';

/** Which hardware: one of the lab's pods, one of one's own, or one that is shared. */
export function PodStep({ facts, mistakes, change }: StepProps) {
  const { plan, pods, labs } = facts;
  return (
    <fieldset aria-describedby={mistakes.pod ? 'pod-mistake' : undefined}>
      <legend>Which pod?</legend>
      {mistakes.pod ? (
        <p id="pod-mistake" className="mistake" role="alert">
          {mistakes.pod}
        </p>
      ) : null}
      <div className="choices">
        {pods.map(({ lab, pod, demand, freeNow, closed, made }) => (
          <label key={`${lab}/${pod.id}`} className="choice">
            <input
              type="radio"
              name="pod"
              disabled={closed}
              checked={plan.lab === lab && plan.pod === pod.id}
              onChange={() => change({ lab, pod: pod.id, ...(plan.lab === lab ? {} : { config: undefined }) })}
            />
            <span>
              <strong>{pod.id}</strong>{' '}
              <PodState pod={{ freeNow, closed }} />
              <span className="line">{pod.description}</span>
              {closed ? <span className="line">{labs.find((l) => l.id === lab)?.whyNot}</span> : null}
              <span className="line quiet">
                lab {lab} · {counted(pod.nodes.length, 'machine')} · {counted(pod.networks.length, 'network')} ·{' '}
                {counted(demand.cores, 'core')} · {gib(demand.memoryMiB)}
                {made ? ` · by ${made.owner}` : ''}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
