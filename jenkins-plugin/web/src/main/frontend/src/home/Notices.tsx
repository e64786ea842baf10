import type { Host, Lab, Outage } from '../api/types';
import { Time } from '../time/zone';

interface NoticesProps {
  outages: Outage[];
  hosts: Host[];
  labs: Lab[];
}

/** Of an outage that repeats only the time that is next; the calendar shows all. */
function onlyNext(outages: Outage[]): Outage[] {
  const seen = new Set<string>();
  return outages.filter((outage) => !outage.series || (!seen.has(outage.series) && seen.add(outage.series)));
}

/** What the reader should know about the labs before booking: outages, hosts that are away, hosts that only pretend. */
export function Notices({ outages, hosts, labs }: NoticesProps) {
  const contact = (lab: string) => labs.find((l) => l.id === lab)?.contact;
  const away = hosts.filter((host) => host.state === 'OFFLINE');
  const pretended = hosts.filter((host) => host.accel === 'SIMULATED');
  const next = onlyNext(outages);
  if (outages.length + away.length + pretended.length === 0) return null;
  return (
    <section aria-label="Notices" className="notices">
      {next.map((outage) => (
        <p key={outage.id} className={outage.kind === 'EMERGENCY' ? 'notice bad' : 'notice'}>
          <strong>{outage.host ? `Host ${outage.host}` : `Lab ${outage.lab}`} is out of service</strong>{' '}
          from <Time at={outage.start} /> until <Time at={outage.end} />: <bdi>{outage.reason}</bdi> {outage.series ? <span className="hint">It repeats.</span> : null}{' '}
          {contact(outage.lab) ? <span className="hint">Contact: {contact(outage.lab)}</span> : null}
        </p>
      ))}
      {away.map((host) => (
        <p key={host.id} className="notice bad">
          <strong>Host {host.id} does not answer.</strong> <bdi>{host.message}</bdi>
        </p>
      ))}
      {pretended.map((host) => (
        <p key={host.id} className="notice">
          <strong>Host {host.id} is simulated.</strong> Bookings on it work, but no machine runs and nobody can log in.
        </p>
      ))}
    </section>
  );
}
