import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer } from '../api/client';
import { useApi } from '../api/context';
import type { Booking, Page } from '../api/types';
import { Time } from '../time/zone';
import { Empty, Loaded, Panel } from '../ui/basics';

/** Who waits for a pod, next first. */
export function QueuePart() {
  const api = useApi();
  const waiting = useQuery({
    queryKey: ['bookings', 'waiting'],
    queryFn: () => answer<Page<Booking>>(api.GET('/bookings', { params: { query: { state: 'WAITING', limit: '500' } } })),
  });
  const rows = [...(waiting.data?.items ?? [])].sort((a, b) => (a.waitPosition ?? 0) - (b.waitPosition ?? 0));
  return (
    <Panel title="Wait list">
      <Loaded query={waiting} what="the wait list">
        {rows.length === 0 ? (
          <Empty><p>Nobody waits.</p></Empty>
        ) : (
          <div className="scroll" tabIndex={0} role="region" aria-label="Wait list">
            <table>
              <thead>
                <tr>{['Place', 'Booking', 'Pod', 'For', 'Since', 'Expected'].map((head) => <th key={head} scope="col">{head}</th>)}</tr>
              </thead>
              <tbody>
                {rows.map((b) => (
                  <tr key={b.id}>
                    <td>{b.waitPosition ?? '–'}</td>
                    <th scope="row"><Link to={`/bookings/${b.id}`}>{b.id}</Link></th>
                    <td>{b.pod}</td>
                    <td>{b.owner}</td>
                    <td><Time at={b.createdAt} /></td>
                    <td>{b.expectedStart ? <Time at={b.expectedStart} /> : 'not known'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </Panel>
  );
}
