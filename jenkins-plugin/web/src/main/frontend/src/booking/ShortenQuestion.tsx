import { answer } from '../api/client';
import { useChange, useRead } from '../api/queries';
import type { Booking, Shortening } from '../api/types';
import { Time } from '../time/zone';
import { Button, Problem } from '../ui/basics';

const ASKED = ['SCHEDULED', 'PROVISIONING', 'ACTIVE'];

/** Asks the holder whether the booking may end before an outage, as long as nobody has answered. */
export function ShortenQuestion({ booking, mayAnswer }: { booking: Booking; mayAnswer: boolean }) {
  const open = useRead(
    ['booking', booking.id, 'shortenings'],
    (api) => answer<Shortening[]>(api.GET('/bookings/{id}/shortenings', { params: { path: { id: booking.id } } })),
    ASKED.includes(booking.state),
  );
  return open.data?.map((question) => <Question key={question.outage} of={question} mayAnswer={mayAnswer} />) ?? null;
}

function Question({ of, mayAnswer }: { of: Shortening; mayAnswer: boolean }) {
  const say = useChange((api, yes: boolean, headers) => {
    const call = { params: { path: { id: of.booking }, header: headers }, body: { outage: of.outage } };
    return answer<Booking>(yes ? api.POST('/bookings/{id}/agree', call) : api.POST('/bookings/{id}/refuse', call));
  });
  return (
    <section className="notice" aria-label={`Question of outage ${of.outage}`}>
      <p>
        May booking {of.booking} end earlier, <Time at={of.end} />, for outage {of.outage}: <bdi>{of.reason}</bdi>?{' '}
        {mayAnswer ? 'If you refuse, or do not answer' : 'If its owner refuses, or does not answer'} until <Time at={of.until} />, the booking stays
        as it is and the outage is taken back.
      </p>
      {mayAnswer ? (
        <div className="buttons">
          <Button look="main" busy={say.isPending} onClick={() => say.mutate(true)}>
            End it earlier
          </Button>
          <Button busy={say.isPending} onClick={() => say.mutate(false)}>
            Keep my time
          </Button>
        </div>
      ) : null}
      <Problem of={say.error} />
    </section>
  );
}
