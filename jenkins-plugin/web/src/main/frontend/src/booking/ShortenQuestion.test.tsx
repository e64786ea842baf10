import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiProvider } from '../api/context';
import type { Booking } from '../api/types';
import { ShortenQuestion } from './ShortenQuestion';

const host = { api: '/api/v1', home: '/', signIn: 'session' } as const;
const HOSTILE = '<img src=x onerror="alert(1)">';
const question = { outage: 'x-3', booking: 'b-1', owner: 'erin', reason: HOSTILE, end: '2026-03-04T08:00:00Z', until: '2026-03-03T08:00:00Z', state: 'OPEN' };

let said: { path: string; body: unknown }[];

const answered = async (input: RequestInfo | URL): Promise<Response> => {
  if (!(input instanceof Request)) return new Promise(() => undefined);
  const path = new URL(input.url).pathname;
  if (path.endsWith('/bookings/b-1/shortenings')) return Response.json([question]);
  if (input.method !== 'POST') return new Promise(() => undefined);
  said.push({ path, body: await input.json() });
  return path.endsWith('/agree') ? Response.json({ id: 'b-1' }) : Response.json({ code: 'WRONG_STATE', message: 'It is not asked any more.' }, { status: 409 });
};

beforeEach(() => {
  said = [];
  vi.stubGlobal('fetch', answered);
});

afterEach(() => vi.unstubAllGlobals());

const open = (mayAnswer: boolean, state = 'ACTIVE') =>
  render(
    <ApiProvider host={host}>
      <MemoryRouter>
        <ShortenQuestion booking={{ id: 'b-1', state } as Booking} mayAnswer={mayAnswer} />
      </MemoryRouter>
    </ApiProvider>,
  );

test('asks the holder, with the reason as text, and sends the answer for that outage', async () => {
  const { container } = open(true);
  fireEvent.click(await screen.findByText('End it earlier'));
  await waitFor(() => expect(said).toEqual([{ path: '/api/v1/bookings/b-1/agree', body: { outage: 'x-3' } }]));
  expect(screen.getByText(HOSTILE)).toBeInTheDocument();
  expect(container.querySelector('img')).toBeNull();
});

test('says in the words of the server why an answer does not count any more', async () => {
  open(true);
  fireEvent.click(await screen.findByText('Keep my time'));
  await screen.findByText('It is not asked any more.');
  expect(said.map((s) => s.path)).toEqual(['/api/v1/bookings/b-1/refuse']);
});

test('shows others the question without buttons', async () => {
  open(false);
  await screen.findByText(HOSTILE);
  expect(screen.queryByRole('button')).toBeNull();
});
