import { lazy, Suspense, useId, type ReactNode } from 'react';
import { Button, Empty, Panel, Problem } from '../ui/basics';
import type { ChartProps } from './Chart';
import type { useCsv } from './queries';

const Chart = lazy(() => import('./Chart').then((m) => ({ default: m.Chart })));

export interface Column<T> {
  head: string;
  of: (row: T) => ReactNode;
  /** Numbers stand to the right, so that they can be compared. */
  number?: boolean;
}

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
          <div className="scroll tall" tabIndex={0} role="region" aria-label={`${title}, the table`}>
            <Table title={title} rows={rows} columns={columns} keyOf={keyOf} />
          </div>
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

function Table<T>({ title, rows, columns, keyOf }: Pick<FiguresProps<T>, 'title' | 'rows' | 'columns' | 'keyOf'>) {
  return (
    <table>
      <caption className="visually-hidden">{title}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.head} scope="col" className={column.number ? 'number' : undefined}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column, index) =>
              index === 0 ? (
                <th key={column.head} scope="row" className="clip">
                  {column.of(row)}
                </th>
              ) : (
                <td key={column.head} className={column.number ? 'number' : undefined}>
                  {column.of(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
