import { Link } from 'react-router';
import type { LabFileCheck } from '../api/types';
import { Time } from '../time/zone';

const SHOWN = 20;

/** The bookings that go on although the text no longer has their pod. */
export function HeldBookings({ check }: { check: LabFileCheck }) {
  const held = check.bookings;
  if (held.length === 0) return null;
  return (
    <>
      <p className="notice">
        {held.length === 1 ? 'One booking goes' : `${held.length} bookings go`} on where the text takes something out or has it otherwise; that is taken
        down, or built anew, after the last of them. To have it sooner, set an outage or end them.
      </p>
      <ul className="findings" aria-label="Bookings that go on">
        {held.slice(0, SHOWN).map((booking) => (
          <li key={booking.booking}>
            <Link to={`/bookings/${booking.booking}`}>{booking.booking}</Link> of <bdi>{booking.owner}</bdi> on <bdi>{booking.vpod}</bdi> until <Time at={booking.end} />
          </li>
        ))}
        {held.length > SHOWN ? <li>and {held.length - SHOWN} more</li> : null}
      </ul>
    </>
  );
}
