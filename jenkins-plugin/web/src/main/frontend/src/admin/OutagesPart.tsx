import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { answer } from '../api/client';
import { sentence } from '../api/problem';
import { useChange, useHosts, useLabs, useOutages } from '../api/queries';
import type { Outage } from '../api/types';
import { fromLocalInput, Time, useZone } from '../time/zone';
import { Button, Empty, Field, Loaded, Panel, Problem } from '../ui/basics';

interface NewOutage {
  lab: string;
  host?: string;
  start?: string;
  end: string;
  kind: string;
  reason: string;
}

/** Outages that are set, and a form that shows whom a new one hits before it is set. */
export function OutagesPart() {
  const outages = useOutages();
  const end = useChange((api, id: string, headers) =>
    answer<Outage>(api.POST('/outages/{id}/end', { params: { path: { id }, header: headers } })),
  );
  return (
    <>
      <Panel title="Outages that are set">
        <Problem of={end.error} />
        <Loaded query={outages} what="the outages">
          {outages.data?.length ? (
            <ul className="cards">
              {outages.data.map((o) => (
                <li key={o.id} className="card">
                  <h3>{o.host ? `Host ${o.host}` : `Lab ${o.lab}`}</h3>
                  <p>{o.reason}</p>
                  <p className="quiet">
                    {o.kind.toLowerCase()}, <Time at={o.start} /> – <Time at={o.end} />, set by {o.by}
                  </p>
                  <Button aria-label={`End it now: outage ${o.id}`} busy={end.isPending} onClick={() => end.mutate(o.id)}>
                    End it now
                  </Button>
                </li>
              ))}
            </ul>
          ) : (
            <Empty>
              <p>Nothing is out of service. Set an outage below before you work on a host, so that nobody books it.</p>
            </Empty>
          )}
        </Loaded>
      </Panel>
      <NewOutageForm />
    </>
  );
}

function NewOutageForm() {
  const zone = useZone();
  const labs = useLabs();
  const hosts = useHosts();
  const [lab, setLab] = useState('');
  const [host, setHost] = useState('');
  const [start, setStart] = useState('');
  const [end, setEnd] = useState('');
  const [kind, setKind] = useState('PLANNED');
  const [reason, setReason] = useState('');
  const inLab = lab || labs.data?.[0]?.id || '';
  const preview = useChange((api, input: NewOutage) => answer<Outage>(api.POST('/outages/preview', { body: input })));
  const set = useChange((api, input: NewOutage & { force: boolean }, headers) => {
    const { force, ...body } = input;
    return answer<Outage>(api.POST('/outages', { body, params: { query: force ? { force } : {}, header: headers } }));
  });
  const until = fromLocalInput(end, zone);
  const wanted = (): NewOutage => ({
    lab: inLab,
    kind,
    reason,
    end: until ?? '',
    ...(host ? { host } : {}),
    ...(start ? { start: fromLocalInput(start, zone) } : {}),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    preview.mutate(wanted());
  };
  const edited = <T,>(change: (value: T) => void) => (value: T) => {
    preview.reset();
    set.reset();
    change(value);
  };
  const hits = preview.data?.hits ?? [];
  return (
    <Panel title="Set an outage">
      <form onSubmit={submit}>
        <Field label="Lab">
          {(ids) => (
            <select {...ids} value={inLab} onChange={(e) => edited(setLab)(e.target.value)}>
              {labs.data?.map((l) => (
                <option key={l.id} value={l.id}>{l.title}</option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Host">
          {(ids) => (
            <select {...ids} value={host} onChange={(e) => edited(setHost)(e.target.value)}>
              <option value="">all of the lab</option>
              {hosts.data?.filter((h) => h.lab === inLab).map((h) => <option key={h.id}>{h.id}</option>)}
            </select>
          )}
        </Field>
        <Field label={`From (${zone})`} hint="Empty: now.">
          {(ids) => <input {...ids} type="datetime-local" value={start} onChange={(e) => edited(setStart)(e.target.value)} />}
        </Field>
        <Field label={`Until (${zone})`}>
          {(ids) => <input {...ids} type="datetime-local" required value={end} onChange={(e) => edited(setEnd)(e.target.value)} />}
        </Field>
        <Field label="Kind">
          {(ids) => (
            <select {...ids} value={kind} onChange={(e) => edited(setKind)(e.target.value)}>
              <option value="PLANNED">planned</option>
              <option value="EMERGENCY">emergency</option>
            </select>
          )}
        </Field>
        <Field label="Why" hint="Those who are hit are told." mistake={preview.isError ? sentence(preview.error) : undefined}>
          {(ids) => <input {...ids} required maxLength={500} value={reason} onChange={(e) => edited(setReason)(e.target.value)} />}
        </Field>
        <Button type="submit" busy={preview.isPending}>Show whom it hits</Button>
      </form>
      {preview.data ? (
        <div role="status" className="notice">
          {hits.length === 0 ? <p>It hits no booking.</p> : <p>It hits these bookings:</p>}
          <ul>
            {hits.map((id) => (
              <li key={id}><Link to={`/bookings/${id}`}>{id}</Link></li>
            ))}
          </ul>
          <Problem of={set.error} />
          <Button
            look={hits.length > 0 ? 'danger' : 'main'}
            busy={set.isPending}
            onClick={() => set.mutate({ ...wanted(), force: hits.length > 0 }, { onSuccess: () => preview.reset() })}
          >
            {hits.length > 0 ? 'Set it all the same' : 'Set it'}
          </Button>
        </div>
      ) : null}
      {set.isSuccess ? <p role="status">It is set.</p> : null}
    </Panel>
  );
}
