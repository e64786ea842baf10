import { useState } from 'react';
import { Link } from 'react-router';
import { answer } from '../api/client';
import { useChange, useHosts, useVpods } from '../api/queries';
import type { Host, Vpod } from '../api/types';
import { Button, Empty, Field, Loaded, Panel, State } from '../ui/basics';
import { Confirm } from '../ui/Dialog';
import { gib } from '../ui/words';

type Act = 'quarantine' | 'drain' | 'return';

/** Hosts with what is taken of them, and the virtual pods on them. */
export function VpodsPart() {
  const hosts = useHosts();
  const vpods = useVpods();
  return (
    <>
      <Panel title="Hosts">
        <Loaded query={hosts} what="the hosts">
          {hosts.data?.length ? <HostTable hosts={hosts.data} /> : <Empty><p>There is no host. Add one to the lab file; it is looked at again when the server starts.</p></Empty>}
        </Loaded>
      </Panel>
      <Panel title="Virtual pods">
        <Loaded query={vpods} what="the virtual pods">
          {vpods.data?.length ? <VpodTable vpods={vpods.data} /> : <Empty><p>No pod stands now. Dynamic ones come with bookings; static ones are named in the lab file.</p></Empty>}
        </Loaded>
      </Panel>
    </>
  );
}

function HostTable({ hosts }: { hosts: Host[] }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Hosts">
      <table>
        <thead>
          <tr>
            {['Host', 'Lab', 'State', 'Guests by', 'Cores', 'Memory', 'Disk'].map((head) => (
              <th key={head} scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hosts.map((h) => (
            <tr key={h.id}>
              <th scope="row">{h.id}</th>
              <td>{h.lab}</td>
              <td><State of={h.state} />{h.message ? <p className="quiet wrap">{h.message}</p> : null}</td>
              <td>{h.accel}</td>
              <td>{h.used.cores} of {h.capacity.cores}</td>
              <td>{gib(h.used.memoryMiB)} of {gib(h.capacity.memoryMiB)}</td>
              <td>{h.used.diskGiB} of {h.capacity.diskGiB} GiB</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function VpodTable({ vpods }: { vpods: Vpod[] }) {
  const [asked, setAsked] = useState<{ vpod: Vpod; act: Act }>();
  return (
    <>
      <div className="scroll" tabIndex={0} role="region" aria-label="Virtual pods">
        <table>
          <thead>
            <tr>
              {['Virtual pod', 'Host', 'Pod', 'Kind', 'State', 'Booking', ''].map((head) => (
                <th key={head} scope="col">{head || <span className="visually-hidden">What to do</span>}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {vpods.map((v) => (
              <tr key={v.id}>
                <th scope="row">{v.id}</th>
                <td>{v.host}</td>
                <td>{v.pod}</td>
                <td>{v.kind.toLowerCase()}</td>
                <td><State of={v.state} />{v.reason ? <p className="quiet wrap">{v.reason}</p> : null}</td>
                <td>{v.booking ? <Link to={`/bookings/${v.booking}`}>{v.booking}</Link> : '–'}</td>
                <td className="buttons">
                  {v.state === 'QUARANTINED' || v.state === 'DRAINED' ? (
                    <Button aria-label={`Return to service: ${v.id}`} onClick={() => setAsked({ vpod: v, act: 'return' })}>Return to service</Button>
                  ) : (
                    <>
                      <Button aria-label={`Quarantine ${v.id}`} onClick={() => setAsked({ vpod: v, act: 'quarantine' })}>Quarantine</Button>
                      <Button aria-label={`Drain ${v.id}`} onClick={() => setAsked({ vpod: v, act: 'drain' })}>Drain</Button>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {asked ? <Ask {...asked} onClose={() => setAsked(undefined)} /> : null}
    </>
  );
}

const SAID: Record<Act, [string, string]> = {
  quarantine: ['Quarantine it', 'It takes no further booking until somebody returns it. A booking on it goes on to its end.'],
  drain: ['Drain it', 'It takes no further booking and is taken down when the present one is over.'],
  return: ['Return it', 'It is cleaned and verified, and then it is free.'],
};

function Ask({ vpod, act, onClose }: { vpod: Vpod; act: Act; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const change = useChange((api, input: { id: string; reason: string }, headers) => {
    const params = { path: { id: input.id }, header: headers };
    const body = { reason: input.reason };
    if (act === 'return') return answer<Vpod>(api.POST('/vpods/{id}/return', { params }));
    return act === 'drain'
      ? answer<Vpod>(api.POST('/vpods/{id}/drain', { params, body }))
      : answer<Vpod>(api.POST('/vpods/{id}/quarantine', { params, body }));
  });
  const [action, text] = SAID[act];
  return (
    <Confirm
      title={`${action.replace(' it', '')} ${vpod.id}?`}
      action={action}
      look={act === 'return' ? 'main' : 'danger'}
      busy={change.isPending}
      problem={change.error}
      onConfirm={() => change.mutate({ id: vpod.id, reason }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{text}</p>
      {act === 'return' ? null : (
        <Field label="Why" hint="Others see it.">
          {(ids) => <input {...ids} required maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />}
        </Field>
      )}
    </Confirm>
  );
}

