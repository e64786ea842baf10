import { useState } from 'react';
import { useMe } from '../api/queries';
import { choices, isoMillis, isoOfHours, spoken } from '../time/lengths';
import { fromLocalInput, toLocalInput, useZone } from '../time/zone';
import { Field } from '../ui/basics';
import { policyOf } from './plan';
import type { StepProps } from './steps';

const HOUR = 3_600_000;

/** Who it is for, what for, and for how long. */
export function WhoStep({ facts, mistakes, change }: StepProps) {
  const { plan } = facts;
  const zone = useZone();
  const me = useMe();
  const policy = policyOf(facts);
  const [names, setNames] = useState((plan.collaborators ?? []).join(', '));
  const standard = isoMillis(policy['default-length']) ?? 168 * HOUR;
  const length = isoMillis(plan.length) ?? standard;
  const others = me.data?.rights.includes('MANAGE_BOOKINGS') ?? false;
  return (
    <>
      {others ? (
        <Field label="For whom" hint="An account name; empty: for yourself." mistake={mistakes.owner}>
          {(ids) => <input {...ids} value={plan.owner ?? ''} onChange={(e) => change({ owner: e.target.value || undefined })} />}
        </Field>
      ) : mistakes.owner ? (
        <p className="mistake" role="alert">
          {mistakes.owner}
        </p>
      ) : null}
      <Field label="With whom" hint="Account names, separated by commas. They get access, too." mistake={mistakes.collaborators}>
        {(ids) => (
          <input
            {...ids}
            value={names}
            onChange={(e) => {
              setNames(e.target.value);
              change({ collaborators: e.target.value.split(/[\s,]+/).filter(Boolean) });
            }}
          />
        )}
      </Field>
      <Field label="What for" hint="Others see it in the calendar." mistake={mistakes.purpose}>
        {(ids) => <textarea {...ids} rows={2} value={plan.purpose ?? ''} onChange={(e) => change({ purpose: e.target.value })} />}
      </Field>
      <Field label="Project" mistake={mistakes.project}>
        {(ids) => <input {...ids} value={plan.project ?? ''} onChange={(e) => change({ project: e.target.value })} />}
      </Field>
      <Field label={`From (${zone})`} hint="Empty: now." mistake={mistakes.start}>
        {(ids) => (
          <input
            {...ids}
            type="datetime-local"
            value={plan.start ? toLocalInput(plan.start, zone) : ''}
            onChange={(e) => change({ start: fromLocalInput(e.target.value, zone) })}
          />
        )}
      </Field>
      <Field label="For how long" mistake={mistakes.length}>
        {(ids) => (
          <select {...ids} value={length} onChange={(e) => change({ length: isoOfHours(Number(e.target.value) / HOUR) })}>
            {choices(isoMillis(policy['min-length']) ?? HOUR / 2, isoMillis(policy['max-length']) ?? 504 * HOUR, length).map((millis) => (
              <option key={millis} value={millis}>
                {spoken(millis)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <label>
        <input type="checkbox" checked={plan.mayWait ?? false} onChange={(e) => change({ mayWait: e.target.checked })} /> wait in the
        queue if nothing is free
      </label>
    </>
  );
}
