import { render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiProvider } from '../api/context';
import { ConsolePage } from './ConsolePage';

const host = { api: '/api/v1', home: '/', signIn: 'session' } as const;

let writer: WritableStreamDefaultWriter<Uint8Array>;
let asked: Headers[];

const say = (event: string, data: string, id = '') => writer.write(new TextEncoder().encode(`${id ? `id: ${id}\n` : ''}event: ${event}\ndata: ${data}\n\n`));
const print = (text: string, next: number) => say('console', JSON.stringify({ text, next }), String(next));

/** A server whose console prints what the test says. */
const answered = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const path = new URL(input instanceof Request ? input.url : input).pathname;
  if (path.endsWith('/console/stream')) {
    asked.push(new Headers(init?.headers));
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    writer = writable.getWriter();
    return Promise.resolve(new Response(readable));
  }
  if (path.endsWith('/machines/node9/console')) {
    return Promise.resolve(Response.json({ code: 'UNKNOWN_MACHINE', message: 'Booking b-1 has no machine node9.' }, { status: 404 }));
  }
  if (path.endsWith('/console')) return Promise.resolve(Response.json({ text: '', next: 0 }));
  return new Promise(() => undefined);
};

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', answered);
});

afterEach(() => vi.unstubAllGlobals());

function open(machine: string) {
  render(
    <ApiProvider host={host}>
      <MemoryRouter initialEntries={[`/bookings/b-1/console/${machine}`]}>
        <Routes>
          <Route path="bookings/:id/console/:machine" element={<ConsolePage />} />
        </Routes>
      </MemoryRouter>
    </ApiProvider>,
  );
}

test('shows what is printed as text, and why there is no more', async () => {
  open('node1');
  await screen.findByText(/It has printed nothing/);
  await print('\u001b[32mOK\u001b[0m <img src=x onerror=alert(1)>\r\nlogin: ', 40);
  const log = screen.getByRole('log');
  await waitFor(() => expect(log).toHaveTextContent('OK <img src=x onerror=alert(1)>'));
  expect(log.querySelector('img')).toBeNull();
  expect(log.querySelector('.colour-2')).toHaveTextContent('OK');
  await say('end', 'Booking b-1 is DONE; its machines can be looked at while it is ACTIVE.');
  await screen.findByText(/Booking b-1 is DONE/);
  expect(log).toHaveTextContent('login:');
});

test('goes on where it was, and begins anew when the console does', async () => {
  open('node1');
  await screen.findByText(/It has printed nothing/);
  await print('before\n', 500);
  await screen.findByText('before');
  await writer.abort(new Error('cable pulled'));
  await screen.findByText(/The connection is lost/);
  await waitFor(() => expect(asked).toHaveLength(2), { timeout: 10_000 });
  expect(asked[1]?.get('Last-Event-ID')).toBe('500');
  await print('anew\n', 5);
  await screen.findByText('anew');
  expect(screen.queryByText('before')).toBeNull();
});

test('says in the words of the server why there is nothing to watch', async () => {
  open('node9');
  await screen.findByText('Booking b-1 has no machine node9.');
  expect(asked).toEqual([]);
});
