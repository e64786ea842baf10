import type { ReactNode } from 'react';

export interface Column<T> {
  head: string;
  of: (row: T) => ReactNode;
  /** number: to the right, so that numbers can be compared; text: may take several lines. */
  kind?: 'number' | 'text' | undefined;
}

interface TableProps<T> {
  title: string;
  rows: readonly T[];
  /** The first one names the row. */
  columns: readonly Column<T>[];
  keyOf: (row: T) => string;
  /** How high it grows before it scrolls. */
  height?: 'tall' | 'any';
}

/** Rows with named columns, in a frame that scrolls where the screen is narrow. */
export function Table<T>({ title, rows, columns, keyOf, height = 'tall' }: TableProps<T>) {
  return (
    <div className={height === 'tall' ? 'scroll tall' : 'scroll'} tabIndex={0} role="region" aria-label={`${title}, a table`}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col" className={column.kind}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column, index) => {
                const cell = column.of(row);
                return index === 0 ? (
                  <th key={column.head} scope="row" className="clip">
                    {cell}
                  </th>
                ) : (
                  <td key={column.head} className={column.kind}>
                    {cell}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
