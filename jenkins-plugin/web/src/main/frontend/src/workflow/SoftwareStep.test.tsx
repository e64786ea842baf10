import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { Config, Pod } from '../api/types';
import type { Facts, Plan } from './plan';
import { SoftwareStep } from './SoftwareStep';

const config = (id: string, isos?: string[]) =>
  ({ lab: 'l', config: { id, description: '', image: 'guest', images: {}, isos } }) as unknown as Config;
const facts = (plan: Plan): Facts => ({
  plan,
  pods: [{ lab: 'l', pod: { id: 'pair' } } as Pod],
  configs: [config('hello'), config('saved', ['netinst', 'tools'])],
  labs: [],
  asks: [],
  now: 0,
});

test('lists the software of the pod, and changes nothing else', async () => {
  const change = vi.fn();
  render(<SoftwareStep facts={facts({ lab: 'l', pod: 'pair' })} mistakes={{}} draft={1} change={change} />, { wrapper: MemoryRouter });
  expect(screen.getAllByRole('radio').map((radio) => (radio as HTMLInputElement).checked)).toEqual([true, false, false]);
  expect(screen.getByRole('radio', { name: /hello/ }).closest('label')).not.toHaveTextContent('ISOs');
  expect(screen.getByRole('radio', { name: /saved/ }).closest('label')).toHaveTextContent('image guest · ISOs netinst, tools');
  expect(screen.getByRole('link', { name: 'Write other software' })).toHaveAttribute('href', '/software/write?lab=l&draft=1');
  await userEvent.click(screen.getByRole('radio', { name: /saved/ }));
  expect(change).toHaveBeenCalledExactlyOnceWith({ config: 'saved' });
});

test('lists none before there is a pod', () => {
  render(<SoftwareStep facts={facts({})} mistakes={{}} draft={1} change={vi.fn()} />);
  expect(screen.queryAllByRole('radio')).toEqual([]);
  expect(screen.getByText(/Choose a pod first/)).toBeInTheDocument();
});
