import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Figures } from './Figures';
import { named } from './UsageFigures';
import { hours, seconds, share, sum } from './numbers';

const HOSTILE = '<img src=x onerror="alert(1)">';
const csv = { isPending: false, error: null, mutate: () => undefined } as unknown as Parameters<typeof Figures>[0]['csv'];
const figures = (rows: { key: string; hours: number }[]) => (
  <Figures
    title="Who used what"
    about="Hours"
    rows={rows}
    columns={[
      { head: 'user', of: (row) => row.key },
      { head: 'Hours', of: (row) => row.hours, kind: 'number' },
    ]}
    keyOf={(row) => row.key}
    chart={{ labels: [], series: [], say: String }}
    csv={csv}
    none="Nothing was used."
  />
);

test('says every number in a table with named rows and columns', () => {
  const { container } = render(figures([{ key: HOSTILE, hours: 3 }]));
  expect(screen.getByRole('rowheader', { name: HOSTILE })).toBeInTheDocument();
  expect(screen.getByRole('columnheader', { name: 'Hours' })).toBeInTheDocument();
  expect(screen.getByRole('cell', { name: '3' })).toBeInTheDocument();
  expect(container.querySelector('img')).toBeNull();
});

test('says what it means that there is nothing, and offers no file of it', () => {
  render(figures([]));
  expect(screen.getByText('Nothing was used.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Who used what as CSV' })).toBeDisabled();
});

test('names what has no name, and says numbers in words', () => {
  expect([named('', 'PROJECT'), named('', 'HOST'), named('x', 'HOST')]).toEqual(['without a project', 'without a place', 'x']);
  expect([seconds(1.25), seconds(75), seconds(7200)]).toEqual(['1.3 s', '75 s', '2 h']);
  expect([hours(0), hours(0.05), hours(2.25)]).toEqual(['0 h', '3 min', '2.3 h']);
  expect(share(0.1234)).toBe('12.3%');
  expect(sum([{ n: 1 }, { n: 2 }], (row) => row.n)).toBe(3);
});
