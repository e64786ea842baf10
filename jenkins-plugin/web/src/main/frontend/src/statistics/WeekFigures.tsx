import { Loaded } from '../ui/basics';
import type { Column } from '../ui/Table';
import { Figures } from './Figures';
import { day, hours, share, sum } from './numbers';
import type { StatisticsQuery } from './period';
import { useCsv, useStatistics, type Week } from './queries';

const NONE = 'The time has no week in it.';

/** Each week: how much was booked and used, and what failed. */
export function WeekFigures({ query }: { query: StatisticsQuery }) {
  const weeks = useStatistics<Week[]>('weeks', query);
  const csv = useCsv('weeks', query);
  const rows = weeks.data ?? [];
  const labels = rows.map((row) => day(row.start, query.zone));
  const week: Column<Week> = { head: 'Week from', of: (row) => day(row.start, query.zone) };
  const common = { rows, keyOf: (row: Week) => row.start, csv, none: NONE };
  return (
    <Loaded query={weeks} what="the weeks">
      <Figures
        {...common}
        title="Bookings per week"
        about="Weeks go from Monday to Sunday; the first and the last one end with the time chosen."
        columns={[
          week,
          { head: 'Made', of: (row) => row.made, kind: 'number' },
          { head: 'Handed over', of: (row) => row.handedOver, kind: 'number' },
          { head: 'Hours', of: (row) => hours(row.hours), kind: 'number' },
        ]}
        chart={{
          labels,
          say: String,
          whole: true,
          series: [
            { title: 'Made', values: rows.map((row) => row.made), colour: 'quiet' },
            { title: 'Handed over', values: rows.map((row) => row.handedOver), colour: 'accent' },
          ],
        }}
      />
      <Figures
        {...common}
        title="Utilisation per week"
        about="Share of the hosts’ cores that was used while they were in service."
        columns={[week, { head: 'Cores used', of: (row) => share(row.cores), kind: 'number' }]}
        chart={{ labels, say: share, max: 1, series: [{ title: 'Cores used', values: rows.map((row) => row.cores), colour: 'accent' }] }}
      />
      <Figures
        {...common}
        title="Failures per week"
        about={`${sum(rows, (row) => row.failed)} of ${sum(rows, (row) => row.made)} bookings failed, ${sum(rows, (row) => row.cancelled)} were given up before they had machines.`}
        columns={[
          week,
          { head: 'Failed', of: (row) => row.failed, kind: 'number' },
          { head: 'Given up', of: (row) => row.cancelled, kind: 'number' },
        ]}
        chart={{
          labels,
          say: String,
          whole: true,
          stacked: true,
          series: [
            { title: 'Failed', values: rows.map((row) => row.failed), colour: 'danger' },
            { title: 'Given up', values: rows.map((row) => row.cancelled), colour: 'quiet' },
          ],
        }}
      />
    </Loaded>
  );
}
