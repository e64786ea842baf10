import { Loaded } from '../ui/basics';
import type { Column } from '../ui/Table';
import { word } from '../ui/words';
import { Figures } from './Figures';
import { seconds } from './numbers';
import type { StatisticsQuery } from './period';
import { useCsv, useStatistics, type OperationTimes, type Waits } from './queries';

const COLUMNS: Column<OperationTimes>[] = [
  { head: 'Work', of: (row) => word(row.kind) },
  { head: 'Times', of: (row) => row.count, kind: 'number' },
  { head: 'Failed', of: (row) => row.failed, kind: 'number' },
  { head: 'Stopped', of: (row) => row.cancelled, kind: 'number' },
  { head: 'Median', of: (row) => seconds(row.medianSeconds), kind: 'number' },
  { head: 'Nine of ten within', of: (row) => seconds(row.ninetiethSeconds), kind: 'number' },
  { head: 'Longest', of: (row) => seconds(row.longestSeconds), kind: 'number' },
];

/** How long building, resetting and so on took, and how often that failed. */
export function OperationFigures({ query }: { query: StatisticsQuery }) {
  const operations = useStatistics<OperationTimes[]>('operations', query);
  const csv = useCsv('operations', query);
  const rows = operations.data ?? [];
  return (
    <Loaded query={operations} what="how long work took">
      <Figures
        title="Building, resetting and cleaning"
        about="Times of what succeeded; what failed or was stopped is counted."
        rows={rows}
        columns={COLUMNS}
        keyOf={(row) => row.kind}
        chart={{
          labels: rows.map((row) => word(row.kind)),
          say: seconds,
          series: [
            { title: 'Median', values: rows.map((row) => row.medianSeconds), colour: 'accent' },
            { title: 'Nine of ten within', values: rows.map((row) => row.ninetiethSeconds), colour: 'quiet' },
          ],
        }}
        csv={csv}
        none="No work ended in this time."
      />
    </Loaded>
  );
}

/** What became of bookings, in the order of the API's table. */
const fates = (waits: Waits): { fate: string; count: number }[] => [
  { fate: 'Granted at once', count: waits.atOnce },
  { fate: 'Granted after waiting', count: waits.waited },
  { fate: 'Still waiting', count: waits.waiting },
  { fate: 'Given up while waiting', count: waits.gaveUp },
];

/** How many waited for their pod, and how long. */
export function WaitFigures({ query }: { query: StatisticsQuery }) {
  const waits = useStatistics<Waits>('waits', query);
  const csv = useCsv('waits', query);
  const told = waits.data;
  const rows = told && told.made > 0 ? fates(told) : [];
  return (
    <Loaded query={waits} what="how long people waited">
      <Figures
        title="Waiting for a pod"
        about={
          told && told.waited > 0
            ? `Half of those who waited had their pod within ${seconds(told.medianSeconds)}, nine of ten within ${seconds(told.ninetiethSeconds)}, the last one after ${seconds(told.longestSeconds)}.`
            : 'Nobody got a pod after waiting in this time.'
        }
        rows={rows}
        columns={[
          { head: 'Booking', of: (row) => row.fate },
          { head: 'Bookings', of: (row) => row.count, kind: 'number' },
        ]}
        keyOf={(row) => row.fate}
        chart={{
          labels: rows.map((row) => row.fate),
          say: String,
          whole: true,
          sideways: true,
          series: [{ title: 'Bookings', values: rows.map((row) => row.count), colour: 'accent' }],
        }}
        csv={csv}
        none="No booking was made in this time."
      />
    </Loaded>
  );
}
