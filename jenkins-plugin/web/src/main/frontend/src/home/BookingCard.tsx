import { Link } from 'react-router';
import type { Booking } from '../api/types';
import { TimeLeft } from '../booking/TimeLeft';
import { State, Progress } from '../ui/basics';

export function BookingCard({ booking }: { booking: Booking }) {
  const work = booking.operation;
  const running = work?.state === 'RUNNING' || work?.state === 'QUEUED';
  return (
    <li className="card">
      <h3>
        <Link to={`/bookings/${booking.id}`}>{booking.pod}</Link> <State of={booking.state} />
      </h3>
      <p className="quiet">
        {booking.id} · {booking.config} · {booking.lab}
      </p>
      {booking.purpose ? <p className="clip">{booking.purpose}</p> : null}
      {running && work ? <Progress percent={work.percent} label={`Work on ${booking.id}`} /> : null}
      <p>
        <TimeLeft booking={booking} />
      </p>
    </li>
  );
}
