import { useQuery } from '@tanstack/react-query';
import { answer } from '../api/client';
import { useApi } from '../api/context';
import { useChange } from '../api/queries';
import type { LeakReport } from '../api/types';
import { Button, Empty, Loaded, Panel, Problem } from '../ui/basics';

/** Differences between what is kept and what is on the hosts; looked for when the page is opened. */
export function LeaksPart() {
  const api = useApi();
  const leaks = useQuery({ queryKey: ['leaks'], queryFn: () => answer<LeakReport>(api.GET('/leaks')) });
  const repair = useChange((a, _: string) => answer<LeakReport>(a.POST('/leaks/repair', {})));
  return (
    <Panel
      title="Leaks"
      aside={<Button busy={leaks.isFetching} onClick={() => void leaks.refetch()}>Look again</Button>}
    >
      <Problem of={repair.error} />
      <Loaded query={leaks} what="what is on the hosts">
        {leaks.data?.unreachable.map((host) => <p key={host} className="notice bad">Could not be asked: {host}</p>)}
        {leaks.data?.leaks.length ? (
          <>
            <div className="scroll" tabIndex={0} role="region" aria-label="Leaks">
              <table>
                <thead>
                  <tr>{['What', 'Host', 'Virtual pod', 'Thing', 'Name'].map((head) => <th key={head} scope="col">{head}</th>)}</tr>
                </thead>
                <tbody>
                  {leaks.data.leaks.map((leak) => (
                    <tr key={`${leak.host}/${leak.resource}/${leak.name}`}>
                      <td>{leak.kind === 'UNTRACKED' ? 'is there and should not be' : 'should be there and is not'}</td>
                      <td>{leak.host}</td>
                      <td>{leak.vpod}</td>
                      <td>{leak.resource}</td>
                      <td>{leak.name}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <p className="quiet">Repairing touches only what carries this controller’s tag and is old enough.</p>
            <Button look="main" busy={repair.isPending} onClick={() => repair.mutate('all')}>Repair</Button>
          </>
        ) : (
          <Empty><p>Nothing has leaked: what is on the hosts is what should be there.</p></Empty>
        )}
      </Loaded>
    </Panel>
  );
}
