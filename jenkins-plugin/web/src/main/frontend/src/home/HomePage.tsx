import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useHosts, useLabs, useMe, useMyBookings, useOutages, usePods, useToApprove } from '../api/queries';
import type { Booking, Pod } from '../api/types';
import { useTitle } from '../app/title';
import { Button, Empty, Loaded, Panel } from '../ui/basics';
import { BookingCard } from './BookingCard';
import { Notices } from './Notices';
import { PodCard } from './PodCard';
import { QuickBooking } from './QuickBooking';

const ShortenQuestion = lazy(() => import('../booking/ShortenQuestion').then((m) => ({ default: m.ShortenQuestion })));
const Approvals = lazy(() => import('../admin/Approvals').then((m) => ({ default: m.Approvals })));

/** What is mine, what is free, and the way to a pod in two clicks. */
export function HomePage() {
  useTitle('Home');
  const me = useMe();
  const mine = useMyBookings();
  const pods = usePods();
  const [wanted, setWanted] = useState<Pod>();
  const mayBook = me.data?.rights.includes('BOOK') ?? false;
  const labs = useLabs();
  const open = (pods.data ?? []).filter((pod) => !pod.closed);
  const standard = open.find((pod) => pod.freeNow) ?? open[0];
  return (
    <>
      <div className="page-head">
        <h1>Lab as a Service</h1>
        {mayBook ? (
          <Button look="main" disabled={!standard} onClick={() => setWanted(standard)}>
            Book a pod
          </Button>
        ) : null}
      </div>
      <HomeNotices />
      <Asked mine={mine.data ?? []} user={me.data?.user} mayBook={mayBook} />
      <Decide />
      <Panel title="My bookings">
        <Loaded query={mine} what="your bookings">
          {mine.data?.length ? (
            <ul className="cards">
              {mine.data.map((booking) => (
                <BookingCard key={booking.id} booking={booking} />
              ))}
            </ul>
          ) : (
            <Empty>
              <p>You have no booking.</p>
              <p>
                {mayBook
                  ? 'Press Book a pod: it is built, checked, and you get the ssh command here. Until then nothing is taken.'
                  : 'Your account may look but not book; ask an admin of the lab for the right BOOK.'}
              </p>
              <p>
                New here? <Link to="/help/tutorial/in-the-browser">How to get started</Link>
              </p>
            </Empty>
          )}
        </Loaded>
      </Panel>
      <Panel title="Pods">
        <Loaded query={pods} what="the pods">
          {pods.data?.length ? (
            <ul className="cards">
              {pods.data.map((pod) => (
                <PodCard
                  key={`${pod.lab}/${pod.pod.id}`}
                  pod={pod}
                  whyNot={labs.data?.find((lab) => lab.id === pod.lab)?.whyNot}
                  onBook={mayBook ? setWanted : undefined}
                />
              ))}
            </ul>
          ) : (
            <Empty>
              <p>There is no pod to book yet. A lab admin adds pods to the lab file.</p>
            </Empty>
          )}
        </Loaded>
      </Panel>
      {wanted ? <QuickBooking pod={wanted} pods={open} onClose={() => setWanted(undefined)} /> : null}
    </>
  );
}

/** What waits for the reader's decision; approvers need no right of an admin. */
function Decide() {
  const asked = useToApprove();
  if (!asked.data?.length) return null;
  return (
    <Suspense fallback={<p className="loading">Loading what waits for your approval …</p>}>
      <Approvals />
    </Suspense>
  );
}

/** What outages ask the reader: whether a booking of theirs may end earlier. Only those that an outage touches are looked up. */
function Asked({ mine, user, mayBook }: { mine: Booking[]; user: string | undefined; mayBook: boolean }) {
  const outages = useOutages();
  const touched = mine.filter(
    (booking) =>
      booking.owner === user &&
      outages.data?.some((outage) => outage.lab === booking.lab && Date.parse(booking.start) < Date.parse(outage.end) && Date.parse(booking.end) > Date.parse(outage.start)),
  );
  if (!mayBook || touched.length === 0) return null;
  return (
    <Suspense fallback={null}>
      {touched.map((booking) => (
        <ShortenQuestion key={booking.id} booking={booking} mayAnswer />
      ))}
    </Suspense>
  );
}

function HomeNotices() {
  const outages = useOutages();
  const hosts = useHosts();
  const labs = useLabs();
  return <Notices outages={outages.data ?? []} hosts={hosts.data ?? []} labs={labs.data ?? []} />;
}
