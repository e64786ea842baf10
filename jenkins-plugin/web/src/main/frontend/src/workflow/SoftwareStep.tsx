import { Link } from 'react-router';
import { contents } from '../software/contents';
import { podOf } from './plan';
import type { StepProps } from './steps';

/** What runs on the machines. */
export function SoftwareStep({ facts, mistakes, draft, change }: StepProps) {
  const pod = podOf(facts);
  if (!pod) return <p>Choose a pod first; the software that goes onto its machines is listed here.</p>;
  return (
    <fieldset aria-describedby={mistakes.config ? 'config-mistake' : undefined}>
      <legend>Which software?</legend>
      {mistakes.config ? (
        <p id="config-mistake" className="mistake" role="alert">
          {mistakes.config}
        </p>
      ) : null}
      <div className="choices">
        <label className="choice">
          <input type="radio" name="config" checked={!facts.plan.config} onChange={() => change({ config: undefined })} />
          <span>
            <strong>The first that fits</strong>
            <span className="line quiet">The lab decides.</span>
          </span>
        </label>
        {facts.configs.map(({ config, made }) => (
          <label key={config.id} className="choice">
            <input
              type="radio"
              name="config"
              checked={facts.plan.config === config.id}
              onChange={() => change({ config: config.id })}
            />
            <span>
              <strong>{config.id}</strong>
              <span className="line">{config.description}</span>
              <span className="line quiet">
                {contents(config)}
                {made ? ` · by ${made.owner}` : ''}
              </span>
            </span>
          </label>
        ))}
      </div>
      <p>
        <Link to={`/software/write?${new URLSearchParams({ lab: pod.lab, draft: String(draft) }).toString()}`}>Write other software</Link>:
        images for these machines, what is installed, ISOs for installers; it is taken for this booking.
      </p>
    </fieldset>
  );
}
