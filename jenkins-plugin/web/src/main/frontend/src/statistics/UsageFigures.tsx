import { useState } from 'react';
import { Loaded } from '../ui/basics';
import type { Column } from '../ui/Table';
import { Choice, Figures } from './Figures';
import { hours } from './numbers';
import type { StatisticsQuery } from './period';
import { useCsv, useStatistics, type Usage } from './queries';

const GROUPS: readonly [string, string][] = [
  ['USER', 'user'],
  ['PROJECT', 'project'],
  ['POD', 'pod'],
  ['LAB', 'lab'],
  ['HOST', 'host'],
  ['VPOD', 'virtual pod'],
];
const DRAWN = 12;

/** What stands for a booking without a project, or one that never got a place. */
export const named = (key: string, by: string): string =>
  key !== '' ? key : by === 'PROJECT' ? 'without a project' : 'without a place';

/** Who used what for how long, by whatever the reader chooses; the most used first. */
export function UsageFigures({ query }: { query: StatisticsQuery }) {
  const [by, setBy] = useState('USER');
  const usage = useStatistics<Usage[]>('usage', query, { by });
  const csv = useCsv('usage', query, { by });
  const group = GROUPS.find(([name]) => name === by)?.[1] ?? '';
  const rows = [...(usage.data ?? [])].sort((a, b) => b.hours - a.hours || b.bookings - a.bookings || a.key.localeCompare(b.key));
  const top = rows.slice(0, DRAWN);
  const columns: Column<Usage>[] = [
    { head: `${group.charAt(0).toUpperCase()}${group.slice(1)}`, of: (row) => <bdi>{named(row.key, by)}</bdi> },
    { head: 'Bookings', of: (row) => row.bookings, kind: 'number' },
    { head: 'Hours', of: (row) => hours(row.hours), kind: 'number' },
    { head: 'Failed', of: (row) => row.failed, kind: 'number' },
    { head: 'Given up', of: (row) => row.cancelled, kind: 'number' },
  ];
  return (
    <Loaded query={usage} what="who used what">
      <Figures
        title="Who used what"
        about={`Hours from handing machines over until they are taken back, by ${group}.${rows.length > DRAWN ? ` The chart shows the ${DRAWN} with the most.` : ''}`}
        choice={<Choice label="By" value={by} options={GROUPS} onChange={setBy} />}
        rows={rows}
        columns={columns}
        keyOf={(row) => row.key}
        chart={{
          labels: top.map((row) => named(row.key, by)),
          series: [{ title: 'Hours', values: top.map((row) => row.hours), colour: 'accent' }],
          say: hours,
          sideways: true,
        }}
        csv={csv}
        none="Nothing was used in this time. Choose a longer time, or book something."
      />
    </Loaded>
  );
}
