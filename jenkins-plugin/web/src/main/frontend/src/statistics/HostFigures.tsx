import { Loaded } from '../ui/basics';
import type { Column } from '../ui/Table';
import { Figures } from './Figures';
import { hours, share } from './numbers';
import type { StatisticsQuery } from './period';
import { useCsv, useStatistics, type HostUse } from './queries';

const COLUMNS: Column<HostUse>[] = [
  { head: 'Host', of: (row) => <bdi>{row.host}</bdi> },
  { head: 'Lab', of: (row) => <bdi>{row.lab}</bdi> },
  { head: 'Bookings', of: (row) => row.bookings, kind: 'number' },
  { head: 'In service', of: (row) => hours(row.availableHours), kind: 'number' },
  { head: 'Cores used', of: (row) => share(row.cores), kind: 'number' },
  { head: 'Memory used', of: (row) => share(row.memory), kind: 'number' },
];

/** How busy hosts were while they were in service. */
export function HostFigures({ query }: { query: StatisticsQuery }) {
  const hosts = useStatistics<HostUse[]>('hosts', query);
  const csv = useCsv('hosts', query);
  const rows = hosts.data ?? [];
  return (
    <Loaded query={hosts} what="how busy the hosts were">
      <Figures
        title="Utilisation of hosts"
        about="Share of what a host hands out today, while it was not in an outage."
        rows={rows}
        columns={COLUMNS}
        keyOf={(row) => `${row.lab} ${row.host}`}
        chart={{
          labels: rows.map((row) => row.host),
          say: share,
          max: 1,
          sideways: true,
          series: [
            { title: 'Cores', values: rows.map((row) => row.cores), colour: 'accent' },
            { title: 'Memory', values: rows.map((row) => row.memory), colour: 'good' },
          ],
        }}
        csv={csv}
        none="There is no host. Hosts stand in the lab file."
      />
    </Loaded>
  );
}
