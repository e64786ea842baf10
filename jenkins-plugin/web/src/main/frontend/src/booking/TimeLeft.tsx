import type { Booking } from '../api/types';
import { spoken } from '../time/lengths';
import { Time, useNow } from '../time/zone';

/** How long a booking still goes, or what it waits for. */
export function TimeLeft({ booking }: { booking: Booking }) {
  const now = useNow();
  const until = Date.parse(booking.end) - now;
  switch (booking.state) {
    case 'WAITING':
      return (
        <>
          {booking.waitPosition ? `Number ${booking.waitPosition} in the queue` : 'In the queue'}
          {booking.expectedStart ? (
            <>
              , expected <Time at={booking.expectedStart} />
            </>
          ) : null}
        </>
      );
    case 'SCHEDULED':
      return (
        <>
          Starts <Time at={booking.start} />
        </>
      );
    case 'PROVISIONING':
    case 'ACTIVE':
      return (
        <>
          <strong>{until > 0 ? `${spoken(until)} left` : 'Its time is over'}</strong>, until <Time at={booking.end} />
        </>
      );
    default:
      return (
        <>
          Until <Time at={booking.end} />
        </>
      );
  }
}
