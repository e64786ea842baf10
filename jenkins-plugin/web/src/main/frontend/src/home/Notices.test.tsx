import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Outage } from '../api/types';
import { Notices } from './Notices';

const outage = (id: string, more: Partial<Outage> = {}) =>
  ({ id, lab: 'main', start: '2026-03-07T21:00:00Z', end: '2026-03-08T01:00:00Z', kind: 'PLANNED', reason: `reason of ${id}`, by: 'root', ...more }) as Outage;

test('tells of an outage that repeats once, with the time that is next', () => {
  const outages = [outage('x-1', { series: 'r-1' }), outage('x-2'), outage('x-3', { series: 'r-1' }), outage('x-4', { series: 'r-2' }), outage('x-5')];

  render(<Notices outages={outages} hosts={[]} labs={[]} />);

  expect(screen.getAllByText(/^reason of/).map((e) => e.textContent)).toEqual(['reason of x-1', 'reason of x-2', 'reason of x-4', 'reason of x-5']);
  expect(screen.getAllByText('It repeats.')).toHaveLength(2);
});
