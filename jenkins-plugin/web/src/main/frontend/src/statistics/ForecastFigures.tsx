import { useState } from 'react';
import { Loaded } from '../ui/basics';
import type { Column } from '../ui/Table';
import { Choice, Figures } from './Figures';
import { day, hours, share } from './numbers';
import type { StatisticsQuery } from './period';
import { useCsv, useStatistics, type Forecast } from './queries';

const CHOICES = ['4', '8', '12', '26'].map((weeks) => [weeks, `${weeks} weeks`] as const);

/** What is granted in the weeks to come, and what is to be expected. */
export function ForecastFigures({ query }: { query: StatisticsQuery }) {
  const [count, setCount] = useState('4');
  const more = { weeks: count };
  const forecast = useStatistics<Forecast[]>('forecast', query, more);
  const csv = useCsv('forecast', query, more);
  const rows = forecast.data ?? [];
  const columns: Column<Forecast>[] = [
    { head: 'Week from', of: (row) => day(row.start, query.zone) },
    { head: 'Granted', of: (row) => hours(row.bookedHours), kind: 'number' },
    { head: 'Expected', of: (row) => hours(row.expectedHours), kind: 'number' },
    { head: 'Cores granted', of: (row) => share(row.cores), kind: 'number' },
    { head: 'Cores expected', of: (row) => share(row.expectedCores), kind: 'number' },
  ];
  return (
    <Loaded query={forecast} what="the weeks to come">
      <Figures
        title="Weeks to come"
        about="Expected is what is granted already, or the mean of the last four whole weeks if that is more."
        choice={<Choice label="For" value={count} options={CHOICES} onChange={setCount} />}
        rows={rows}
        columns={columns}
        keyOf={(row) => row.start}
        chart={{
          labels: rows.map((row) => day(row.start, query.zone)),
          say: share,
          max: 1,
          series: [
            { title: 'Cores granted', values: rows.map((row) => row.cores), colour: 'accent' },
            { title: 'Cores expected', values: rows.map((row) => row.expectedCores), colour: 'quiet' },
          ],
        }}
        csv={csv}
        none="There is nothing to tell about the weeks to come."
      />
    </Loaded>
  );
}
