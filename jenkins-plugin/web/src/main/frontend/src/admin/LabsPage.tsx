import { useState } from 'react';
import { Link } from 'react-router';
import { useHosts, useLabs, useMe } from '../api/queries';
import type { Capacity, Host, Lab } from '../api/types';
import { limit } from '../time/limit';
import { PolicyForm } from '../labfile/PolicyForm';
import { Button, Empty, Loaded, Panel, State } from '../ui/basics';
import { Table, type Column } from '../ui/Table';
import { gib, word } from '../ui/words';

const part = (used: number, all: number, say: (n: number) => string): string => `${say(used)} of ${say(all)}`;
const room = (host: Host, of: (capacity: Capacity) => number, say: (n: number) => string = String): string =>
  part(of(host.used), of(host.capacity), say);

const COLUMNS: Column<Host>[] = [
  { head: 'Host', of: (host) => <bdi>{host.id}</bdi> },
  { head: 'State', of: (host) => <State of={host.state} /> },
  { head: 'Machines by', of: (host) => word(host.accel) },
  { head: 'Cores taken', of: (host) => room(host, (c) => c.cores), kind: 'number' },
  { head: 'Memory taken', of: (host) => room(host, (c) => c.memoryMiB, gib), kind: 'number' },
  { head: 'Disk taken', of: (host) => room(host, (c) => c.diskGiB, (n) => `${n} GiB`), kind: 'number' },
  { head: 'What it says', of: (host) => host.message ?? '', kind: 'text' },
];

/** Labs as they are configured, with their hosts as they are now. */
export function LabsPage() {
  const labs = useLabs();
  const hosts = useHosts();
  const manages = useMe().data?.rights.includes('MANAGE_LABS') ?? false;
  const [open, setOpen] = useState<Lab>();
  return (
    <Loaded query={labs} what="the labs">
      {labs.data?.length === 0 ? (
        <Empty>
          <p>There is no lab yet. A lab is a lab file; the help tells how one is written.</p>
        </Empty>
      ) : null}
      {(labs.data ?? []).map((lab) => (
        <Panel
          key={lab.id}
          title={`${lab.title} (${lab.id})`}
          aside={
            manages ? (
              <div className="buttons">
                <Link className="button" to={`/admin/labs/${lab.id}/file`} aria-label={`Edit the lab file of ${lab.id}`}>
                  Edit the lab file
                </Link>
                <Button aria-label={`Change the policy of ${lab.id}`} onClick={() => setOpen(lab)}>
                  Change the policy
                </Button>
              </div>
            ) : null
          }
        >
          <p className="quiet">
            Contact <bdi>{lab.contact}</bdi>, times of the lab in {lab.zone}. Labs, hosts and limits stand in{' '}
            <Link to="/help/reference/lab-file">the lab file</Link>.
          </p>
          <Loaded query={hosts} what="the hosts">
            <Table
              title={`Hosts of ${lab.title}`}
              rows={(hosts.data ?? []).filter((host) => host.lab === lab.id)}
              columns={COLUMNS}
              keyOf={(host) => host.id}
              height="any"
            />
          </Loaded>
          <WhoMayBook lab={lab} />
          <Policy lab={lab} />
        </Panel>
      ))}
      {open ? <PolicyForm lab={open} onClose={() => setOpen(undefined)} /> : null}
    </Loaded>
  );
}

/** Names of accounts, projects or groups, as they stand in the lab file. */
function Names({ of }: { of: string[] }) {
  return of.length === 0 ? (
    <>none</>
  ) : (
    <>
      {of.map((name, i) => (
        <span key={name}>
          {i > 0 ? ', ' : ''}
          <bdi>{name}</bdi>
        </span>
      ))}
    </>
  );
}

function WhoMayBook({ lab }: { lab: Lab }) {
  return (
    <section aria-label={`Who may book in ${lab.title}`}>
      <h3>Who may book here</h3>
      {lab.access ? (
        <>
          <dl>
            <div>
              <dt>people</dt>
              <dd>
                <Names of={lab.access.people} />
              </dd>
            </div>
            <div>
              <dt>members of projects</dt>
              <dd>
                <Names of={lab.access.projects} />
              </dd>
            </div>
            <div>
              <dt>members of groups</dt>
              <dd>
                <Names of={lab.access.groups} />
              </dd>
            </div>
          </dl>
          <p className="quiet">
            Besides, those who manage bookings or labs. It is changed in the lab file:{' '}
            <Link to="/help/how-to/say-who-may-book">how to say who may book</Link>.
          </p>
        </>
      ) : (
        <p>
          Everybody with the right to book. <Link to="/help/how-to/say-who-may-book">How to say who may book</Link>.
        </p>
      )}
    </section>
  );
}

function Policy({ lab }: { lab: Lab }) {
  return (
    <details>
      <summary>Limits</summary>
      <dl className="limits">
        {Object.entries(lab.policy).map(([name, value]) => (
          <div key={name}>
            <dt>{name.replaceAll('-', ' ')}</dt>
            <dd>{limit(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
