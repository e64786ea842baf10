import { DateTime } from 'luxon';
import { useState } from 'react';
import { useHistory } from '../api/queries';
import type { Booking } from '../api/types';
import { inZone, Time, useZone } from '../time/zone';
import { Button, Loaded, Panel } from '../ui/basics';
import { told } from './told';

/** Everything that happened to a booking, newest first. */
export function History({ booking }: { booking: Booking }) {
  const zone = useZone();
  const when = (instant: string) => inZone(instant, zone).toLocaleString(DateTime.DATETIME_MED_WITH_WEEKDAY);
  const [steps, setSteps] = useState(false);
  const history = useHistory(booking.id);
  const events = (history.data?.pages.flatMap((page) => page.items) ?? [])
    .filter((event) => steps || event.type !== 'TASK_CHANGED')
    .reverse();
  return (
    <Panel
      title="History"
      aside={
        <label>
          <input type="checkbox" checked={steps} onChange={(e) => setSteps(e.target.checked)} /> every step
        </label>
      }
    >
      <Loaded query={history} what="the history">
        <ol className="history" tabIndex={0} aria-label="History of the booking">
          {events.map((event) => (
            <li key={event.sequence}>
              <Time at={event.at} seconds />
              <span>{told(event, when)}</span>
              <span className="quiet">
                {event.user}, {event.channel.toLowerCase()}
              </span>
            </li>
          ))}
        </ol>
        {history.hasNextPage ? (
          <Button busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            Load what came later
          </Button>
        ) : null}
      </Loaded>
    </Panel>
  );
}
