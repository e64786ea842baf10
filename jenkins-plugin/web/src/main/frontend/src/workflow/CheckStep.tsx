import type { ReactNode } from 'react';
import { useAvailability } from '../api/queries';
import { spokenIso } from '../time/lengths';
import { Time } from '../time/zone';
import { podOf, policyOf } from './plan';
import type { StepProps } from './steps';

/** Everything once more, and whether it is free. */
export function CheckStep({ facts }: StepProps) {
  const { plan } = facts;
  const pod = podOf(facts);
  const length = plan.length ?? (policyOf(facts)['default-length'] as string | undefined);
  const lines: [string, ReactNode][] = [
    ['Pod', pod ? `${pod.pod.id} in lab ${pod.lab}` : 'none'],
    ['Software', plan.config ?? 'the first that fits'],
    ['For', plan.owner ?? 'yourself'],
    ['With', plan.collaborators?.join(', ') || 'nobody else'],
    ['What for', plan.purpose?.trim() || 'not said'],
    ['Project', plan.project?.trim() || 'none'],
    ['From', plan.start ? <Time key="start" at={plan.start} /> : 'now'],
    ['For how long', spokenIso(length)],
    ...facts.asks.map((asked): [string, ReactNode] => [asked.title, plan.answers?.[asked.name] || asked.standard || 'not said']),
  ];
  return (
    <>
      <dl>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {pod ? <Free lab={pod.lab} pod={pod.pod.id} config={plan.config} start={plan.start} length={length} /> : null}
    </>
  );
}

interface FreeProps {
  lab: string;
  pod: string;
  config: string | undefined;
  start: string | undefined;
  length: string | undefined;
}

function Free(wanted: FreeProps) {
  const free = useAvailability(wanted, true);
  return (
    <div role="status" className="availability">
      {free.isPending ? <p>Looking whether it is free …</p> : null}
      {free.isError ? <p className="problem">{free.error.message}</p> : null}
      {free.data?.free ? <p>It is free.</p> : null}
      {free.data && !free.data.free ? (
        <>
          {free.data.conflicts.map((text) => (
            <p key={text}>{text}</p>
          ))}
          {free.data.start ? (
            <p>
              Next free: <Time at={free.data.start} />.
            </p>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
