import { useState } from 'react';
import { answer } from '../api/client';
import { useChange } from '../api/queries';
import { Button, Empty, Loaded, Panel } from '../ui/basics';
import { Confirm } from '../ui/Dialog';
import { Table, type Column } from '../ui/Table';
import { counted } from '../ui/words';
import { useLeaks, type Leak, type LeakReport } from './queries';

const COLUMNS: Column<Leak>[] = [
  { head: 'Name', of: (leak) => <bdi>{leak.name}</bdi> },
  { head: 'What', of: (leak) => leak.resource },
  { head: 'Host', of: (leak) => <bdi>{leak.host}</bdi> },
  { head: 'Virtual pod', of: (leak) => <bdi>{leak.vpod}</bdi> },
  {
    head: 'Difference',
    of: (leak) => (leak.kind === 'MISSING' ? 'should be there and is not' : 'is there and belongs to nothing known'),
  },
];

/** How hosts differ from the store, and the removal of what is left over. */
export function LeaksPanel() {
  const [wanted, setWanted] = useState(false);
  const [asking, setAsking] = useState(false);
  const [left, setLeft] = useState<LeakReport>();
  const leaks = useLeaks(wanted);
  const repair = useChange((api, _: string, header) => answer<LeakReport>(api.POST('/leaks/repair', { params: { header } })));
  return (
    <Panel title="Leaks">
      <p className="quiet">What is on hosts and belongs to no virtual pod, and what should be there and is not. Asking takes as long as the hosts do.</p>
      <div className="buttons">
        <Button
          busy={leaks.isFetching}
          onClick={() => {
            setLeft(undefined);
            if (wanted) void leaks.refetch();
            else setWanted(true);
          }}
        >
          Ask all hosts now
        </Button>
        {leaks.data?.leaks.some((leak) => leak.kind === 'UNTRACKED') ? (
          <Button look="danger" onClick={() => setAsking(true)}>
            Repair
          </Button>
        ) : null}
      </div>
      {left ? <p role="status">Repaired; {left.leaks.length === 0 ? 'nothing is left.' : `${counted(left.leaks.length, 'difference')} left.`}</p> : null}
      {wanted ? (
        <Loaded query={leaks} what="what the hosts have; they are asked now">
          {leaks.data ? <Report report={leaks.data} /> : null}
        </Loaded>
      ) : null}
      {asking ? (
        <Confirm
          title="Remove what is left over?"
          action="Remove it"
          busy={repair.isPending}
          problem={repair.error}
          onConfirm={() =>
            repair.mutate('', {
              onSuccess: (report) => {
                setLeft(report);
                setAsking(false);
              },
            })
          }
          onClose={() => setAsking(false)}
        >
          <p>Machines, disks and networks that LaaS made, that belong to nothing known and that are old enough are removed from their hosts for good. What is not ours is never touched.</p>
        </Confirm>
      ) : null}
    </Panel>
  );
}

function Report({ report }: { report: LeakReport }) {
  return (
    <>
      {report.unreachable.map((said) => (
        <p key={said} className="notice bad">
          Could not be asked: {said}
        </p>
      ))}
      {report.leaks.length === 0 ? (
        <Empty>
          <p>{report.unreachable.length === 0 ? 'Hosts and store agree; nothing is left over.' : 'The hosts that answered agree with the store.'}</p>
        </Empty>
      ) : (
        <Table title="Leaks" rows={report.leaks} columns={COLUMNS} keyOf={(leak) => `${leak.host} ${leak.resource} ${leak.name} ${leak.kind}`} />
      )}
    </>
  );
}
