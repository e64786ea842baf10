import { lazy, Suspense, useId, type ReactNode } from 'react';
import { Button, Empty, Panel, Problem } from '../ui/basics';
import { Table, type Column } from '../ui/Table';
import type { ChartProps } from './Chart';
import type { useCsv } from './queries';

const Chart = lazy(() => import('./Chart').then((m) => ({ default: m.Chart })));

interface FiguresProps<T> {
  title: string;
  about: string;
  rows: readonly T[];
  columns: readonly Column<T>[];
  keyOf: (row: T) => string;
  chart: Omit<ChartProps, 'title'>;
  csv: ReturnType<typeof useCsv>;
  /** What it means that there are no rows. */
  none: string;
  choice?: ReactNode;
}

/** Numbers as bars and as a table, and as a file. */
export function Figures<T>({ title, about, rows, columns, keyOf, chart, csv, none, choice }: FiguresProps<T>) {
  return (
    <Panel
      title={title}
      aside={
        <Button busy={csv.isPending} disabled={rows.length === 0} aria-label={`${title} as CSV`} onClick={() => csv.mutate()}>
          CSV
        </Button>
      }
    >
      <p className="quiet">{about}</p>
      {choice}
      <Problem of={csv.error} />
      {rows.length === 0 ? (
        <Empty>
          <p>{none}</p>
        </Empty>
      ) : (
        <div className="figures">
          <Suspense fallback={<p className="loading">Drawing {title.toLowerCase()} …</p>}>
            <Chart title={title} {...chart} />
          </Suspense>
          <Table title={title} rows={rows} columns={columns} keyOf={keyOf} />
        </div>
      )}
    </Panel>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}

/** What the reader may choose about some figures. */
export function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="filters">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([name, title]) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}
