import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiProvider } from '../api/context';
import type { Booking } from '../api/types';
import { Actions } from './Actions';

const host = { api: '/api/v1', home: '/', signIn: 'session' } as const;
const idle = { id: 'b-1', state: 'ACTIVE', pod: 'small', idleSince: '2026-03-04T08:00:00Z', reclaimableFrom: '2026-03-04T10:00:00Z', reclaimable: false };

let said: string[];

const answered = async (input: RequestInfo | URL): Promise<Response> => {
  if (!(input instanceof Request) || input.method !== 'POST') return new Promise(() => undefined);
  said.push(new URL(input.url).pathname);
  return Response.json({ code: 'WRONG_STATE', message: 'Booking b-1 is DONE.' }, { status: 409 });
};

beforeEach(() => {
  said = [];
  vi.stubGlobal('fetch', answered);
});

afterEach(() => vi.unstubAllGlobals());

const open = (booking: object, rights = ['BOOK', 'EXTEND']) =>
  render(
    <ApiProvider host={host}>
      <MemoryRouter>
        <Actions booking={booking as Booking} rights={rights} owns />
      </MemoryRouter>
    </ApiProvider>,
  );

test('says since when nobody uses the pod, keeps it, and shows why it cannot be kept any more', async () => {
  open(idle);
  expect(screen.getByText(/Nobody has used it since/)).toHaveTextContent(/From .* on somebody who waits may get it\./);
  fireEvent.click(screen.getByText('I still need it'));
  await screen.findByText('Booking b-1 is DONE.');
  await waitFor(() => expect(said).toEqual(['/api/v1/bookings/b-1/keep']));
});

test('says that an idle pod may go any time', () => {
  open({ ...idle, reclaimable: true });
  expect(screen.getByText(/Somebody who waits may get it any time\./)).toBeInTheDocument();
});

test('says nothing of a pod that is used, and offers nothing to whoever may not extend', () => {
  open({ ...idle, idleSince: undefined });
  expect(screen.queryByText(/Nobody has used it/)).toBeNull();
  expect(screen.queryByText('I still need it')).toBeNull();
  open(idle, ['VIEW']);
  expect(screen.queryByText('I still need it')).toBeNull();
});
