import { useState, type FormEvent } from 'react';
import { answer } from '../api/client';
import { useChange } from '../api/queries';
import type { components } from '../api/schema';
import type { Host, Lab, Outage, OutageHit, OutageSeries } from '../api/types';
import { fromLocalInput, useZone } from '../time/zone';
import { Button, Field, Panel, Problem } from '../ui/basics';
import { AskFirst } from './AskFirst';
import { Hits } from './Hits';
import { ASKS, effectsOf, hitsOf, REPEATS } from './repeats';

type NewOutage = components['schemas']['NewOutageJson'];
type NewSeries = components['schemas']['NewOutageSeriesJson'];

interface OutageFormProps {
  labs: Lab[];
  hosts: Host[];
}

/** Sets an outage in two steps: what it would hit is shown first, and any change of the form asks for that again. */
export function OutageForm({ labs, hosts }: OutageFormProps) {
  const zone = useZone();
  const [lab, setLab] = useState(labs[0]?.id ?? '');
  const [host, setHost] = useState('');
  const [start, setStart] = useState('');
  const [end, setEnd] = useState('');
  const [kind, setKind] = useState('PLANNED');
  const [repeat, setRepeat] = useState('');
  const [answerBefore, setAnswerBefore] = useState('');
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [seen, setSeen] = useState<{ of: string; hits: string[]; times: number; effects?: OutageHit[] }>();
  const preview = useChange((api, body: NewOutage, header) => answer<Outage>(api.POST('/outages/preview', { body, params: { header } })));
  const set = useChange((api, input: { body: NewOutage; force: boolean; askUntil?: string }, header) =>
    answer<Outage>(api.POST('/outages', { body: input.body, params: { header, query: { force: input.force, askUntil: input.askUntil } } })),
  );
  const previewSeries = useChange((api, input: NewSeries, header) =>
    answer<OutageSeries>(api.POST('/outages/series/preview', { body: input, params: { header } })),
  );
  const setSeries = useChange((api, input: { body: NewSeries; force: boolean }, header) =>
    answer<OutageSeries>(api.POST('/outages/series', { body: input.body, params: { header, query: { force: input.force } } })),
  );
  const from = fromLocalInput(start, zone);
  const until = fromLocalInput(end, zone);
  const late = from !== undefined && until !== undefined && from >= until;
  const body: NewOutage = {
    lab,
    kind,
    reason: reason.trim(),
    ...(host ? { host } : {}),
    ...(from ? { start: from } : {}),
    ...(until ? { end: until } : {}),
  };
  const rule = kind === 'PLANNED' ? repeat : '';
  const { kind: _, ...times } = body;
  const series: NewSeries = { ...times, repeat: rule, ...(answerBefore ? { answerBefore } : {}) };
  const current = JSON.stringify([body, rule, answerBefore]);
  const wrong = !until || late || body.reason === '';
  const look = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (wrong) return;
    if (rule) {
      const seenOf = (found: OutageSeries) => ({ of: current, hits: hitsOf(found), times: found.coming.length, effects: effectsOf(found) });
      previewSeries.mutate(series, { onSuccess: (found) => setSeen(seenOf(found)) });
    }
    else preview.mutate(body, { onSuccess: (found) => setSeen({ of: current, hits: found.hits ?? [], times: 1, effects: found.effects ?? [] }) });
  };
  const send = (force: boolean) => {
    if (rule) setSeries.mutate({ body: series, force }, { onSuccess: done });
    else set.mutate({ body, force }, { onSuccess: done });
  };
  const done = () => {
    setSeen(undefined);
    setAsked(false);
    setReason('');
    setStart('');
    setEnd('');
    setRepeat('');
    setAnswerBefore('');
  };
  const shown = seen?.of === current ? seen : undefined;
  const asks = rule !== '' && answerBefore !== '';
  const over = shown ? shown.hits.length > 0 && !(asks && shown.effects?.every((hit) => hit.fate === 'ASKED')) : false;
  return (
    <Panel title="Set an outage">
      <form noValidate onSubmit={look}>
        <div className="inline">
          <Field label="Lab">
            {(ids) => (
              <select
                {...ids}
                value={lab}
                onChange={(e) => {
                  setLab(e.target.value);
                  setHost('');
                }}
              >
                {labs.map((l) => (
                  <option key={l.id} value={l.id}>
                    {l.title} ({l.id})
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Host">
            {(ids) => (
              <select {...ids} value={host} onChange={(e) => setHost(e.target.value)}>
                <option value="">the whole lab</option>
                {hosts
                  .filter((h) => h.lab === lab)
                  .map((h) => (
                    <option key={h.id}>{h.id}</option>
                  ))}
              </select>
            )}
          </Field>
          <Field label="Kind">
            {(ids) => (
              <select {...ids} value={kind} onChange={(e) => setKind(e.target.value)}>
                <option value="PLANNED">planned</option>
                <option value="EMERGENCY">emergency</option>
              </select>
            )}
          </Field>
          {kind === 'PLANNED' ? (
            <Field label="Repeats" hint="In the lab's time zone.">
              {(ids) => (
                <select {...ids} value={repeat} onChange={(e) => setRepeat(e.target.value)}>
                  {REPEATS.map(([value, words]) => (
                    <option key={value} value={value}>
                      {words}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          ) : null}
          {rule ? (
            <Field label="Ask holders" hint="They answer until then; each time anew.">
              {(ids) => (
                <select {...ids} value={answerBefore} onChange={(e) => setAnswerBefore(e.target.value)}>
                  {ASKS.map(([value, words]) => (
                    <option key={value} value={value}>
                      {words}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          ) : null}
        </div>
        <div className="inline">
          <Field label={`From (${zone}), left out: now`}>
            {(ids) => <input {...ids} type="datetime-local" value={start} onChange={(e) => setStart(e.target.value)} />}
          </Field>
          <Field label={`Until (${zone})`} mistake={asked ? untilMistake(until, late) : undefined}>
            {(ids) => <input {...ids} type="datetime-local" value={end} onChange={(e) => setEnd(e.target.value)} />}
          </Field>
        </div>
        <Field
          label="Reason"
          hint="Everybody who has or wants a booking then reads it."
          mistake={asked && body.reason === '' ? 'Say why; those concerned want to know.' : undefined}
        >
          {(ids) => <input {...ids} maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />}
        </Field>
        <div className="buttons">
          <Button type="submit" look={shown ? 'plain' : 'main'} busy={preview.isPending || previewSeries.isPending}>
            See what it hits
          </Button>
          {shown ? (
            <Button look={over ? 'danger' : 'main'} busy={set.isPending || setSeries.isPending} onClick={() => send(over)}>
              {over ? 'Set it all the same' : shown.hits.length > 0 ? 'Set it and ask' : 'Set it'}
            </Button>
          ) : null}
        </div>
      </form>
      <Problem of={rule ? (previewSeries.error ?? setSeries.error) : (preview.error ?? set.error)} />
      {shown ? <Hits ids={shown.hits} times={shown.times} effects={shown.effects} /> : null}
      {!rule && shown?.effects?.some((hit) => hit.fate !== 'KEPT') && kind === 'PLANNED' ? (
        <AskFirst busy={set.isPending} onAsk={(askUntil) => set.mutate({ body, force: true, askUntil }, { onSuccess: done })} />
      ) : null}
    </Panel>
  );
}

function untilMistake(until: string | undefined, late: boolean): string | undefined {
  if (!until) return 'Say until when; an outage ends by itself then, and can be ended sooner.';
  return late ? 'It ends before it begins; choose a later end.' : undefined;
}
