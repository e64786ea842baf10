import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { answer } from '../api/client';
import { useApi } from '../api/context';
import { UNFINISHED } from '../api/queries';
import type { Booking, Page } from '../api/types';
import { useTitle } from '../app/title';
import { Time } from '../time/zone';
import { Button, Empty, Loaded, State } from '../ui/basics';

const SHOWN = '50';

/** All bookings that the reader may see, newest first. */
export function BookingsPage() {
  useTitle('Bookings');
  const api = useApi();
  const [search, setSearch] = useSearchParams();
  const mine = search.get('mine') === 'true';
  const over = search.get('over') === 'true';
  const bookings = useInfiniteQuery({
    queryKey: ['bookings', 'list', mine, over],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer<Page<Booking>>(
        api.GET('/bookings', {
          params: {
            query: {
              limit: SHOWN,
              ...(mine ? { mine } : {}),
              ...(over ? {} : { state: UNFINISHED }),
              ...(pageParam ? { after: pageParam } : {}),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next,
  });
  const set = (name: string, value: boolean) =>
    setSearch((before) => {
      if (value) before.set(name, 'true');
      else before.delete(name);
      return before;
    });
  const all = bookings.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <h1>Bookings</h1>
      <div className="filters">
        <label>
          <input type="checkbox" checked={mine} onChange={(e) => set('mine', e.target.checked)} /> only mine
        </label>
        <label>
          <input type="checkbox" checked={over} onChange={(e) => set('over', e.target.checked)} /> also those that are over
        </label>
      </div>
      <Loaded query={bookings} what="the bookings">
        {all.length === 0 ? (
          <Empty>
            <p>
              Nothing is booked. <Link to="/">Book a pod on the home page</Link>.
            </p>
          </Empty>
        ) : (
          <BookingTable bookings={all} />
        )}
        {bookings.hasNextPage ? (
          <Button busy={bookings.isFetchingNextPage} onClick={() => void bookings.fetchNextPage()}>
            Show more
          </Button>
        ) : null}
      </Loaded>
    </>
  );
}

function BookingTable({ bookings }: { bookings: Booking[] }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Bookings, a wide table">
      <table>
        <thead>
          <tr>
            {['Booking', 'Pod', 'For', 'State', 'From', 'Until', 'What for'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bookings.map((b) => (
            <tr key={b.id}>
              <th scope="row">
                <Link to={`/bookings/${b.id}`}>{b.id}</Link>
              </th>
              <td>{b.pod}</td>
              <td>{b.owner}</td>
              <td>
                <State of={b.state} />
              </td>
              <td>
                <Time at={b.start} />
              </td>
              <td>
                <Time at={b.end} />
              </td>
              <td className="clip">{b.purpose}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
