import { answer } from '../api/client';
import { useChange } from '../api/queries';
import type { Booking } from '../api/types';
import { Time } from '../time/zone';
import { Confirm } from '../ui/Dialog';
import type { Extending } from './Timeline';

/** Asks once more before a dragged end becomes the end of the booking; what is further than possible is offered as far as possible. */
export function ExtendTo({ extending, onClose }: { extending: Extending; onClose: () => void }) {
  const { bar, limit } = extending;
  const latest = limit.latestEnd;
  const dragged = new Date(extending.until).toISOString();
  const until = latest && Date.parse(latest) < extending.until ? latest : dragged;
  const extend = useChange((api, input: { until: string }, headers) =>
    answer<Booking>(
      api.POST('/bookings/{id}/extend', { params: { path: { id: bar.booking }, header: headers }, body: input }),
    ),
  );
  return (
    <Confirm
      title={`Extend ${bar.pod}`}
      action={latest ? 'Extend it' : 'Try it all the same'}
      look="main"
      busy={extend.isPending}
      problem={extend.error}
      onConfirm={() => extend.mutate({ until }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>
        {bar.booking} ends <Time at={bar.end} />. It would end <Time at={until} />.
      </p>
      {until !== dragged || !latest ? limit.reasons.map((reason) => <p key={reason}>{reason}</p>) : null}
    </Confirm>
  );
}
