import { Link } from 'react-router';
import { answer } from '../api/client';
import { useRead } from '../api/queries';
import type { Shortening } from '../api/types';
import { Time } from '../time/zone';
import { Panel } from '../ui/basics';
import { Table, type Column } from '../ui/Table';

const ANSWERS: Record<string, string> = { OPEN: 'not answered', AGREED: 'agreed', REFUSED: 'refused', OVER: 'not asked any more' };

const COLUMNS: Column<Shortening>[] = [
  { head: 'Booking', of: (q) => <Link to={`/bookings/${q.booking}`}>{q.booking}</Link> },
  { head: 'Of', of: (q) => <bdi>{q.owner}</bdi> },
  { head: 'For outage', of: (q) => `${q.outage}: ${q.reason}`, kind: 'text' },
  { head: 'Would end', of: (q) => <Time at={q.end} /> },
  { head: 'Answer until', of: (q) => <Time at={q.until} /> },
  { head: 'Answer', of: (q) => ANSWERS[q.state] ?? q.state },
];

/** What holders answer who were asked to end before an outage; nothing while nobody was. */
export function AnswersPanel() {
  const asked = useRead(['outages', 'questions'], (api) => answer<Shortening[]>(api.GET('/outages/questions')));
  if (!asked.data?.length) return null;
  return (
    <Panel title="Asked to end earlier">
      <Table title="Asked to end earlier" rows={asked.data} columns={COLUMNS} keyOf={(q) => `${q.outage}/${q.booking}`} height="any" />
    </Panel>
  );
}
