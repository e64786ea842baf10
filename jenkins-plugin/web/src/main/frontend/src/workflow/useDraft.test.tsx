import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import type { Draft } from '../api/types';
import { useDraft } from './useDraft';

/** A server of one draft: a change from an old revision is refused. */
class Server {
  draft: Draft = { id: 7, title: '', content: {}, revision: 1, createdAt: '', changedAt: '' };
  away = false;

  readonly POST = vi.fn((_: string, { body }: { body: { content: Record<string, unknown>; revision: number } }) => {
    if (this.away) return Promise.reject(new TypeError('Failed to fetch'));
    if (body.revision !== this.draft.revision) {
      return Promise.resolve({ error: { code: 'CHANGED_MEANWHILE', message: 'changed' }, response: new Response(null, { status: 409 }) });
    }
    this.draft = { ...this.draft, content: body.content, revision: body.revision + 1 };
    return Promise.resolve({ data: this.draft, response: new Response() });
  });
  readonly GET = () => Promise.resolve({ data: this.draft, response: new Response() });
}

const server = vi.hoisted(() => ({ now: undefined as unknown }));
vi.mock('../api/context', () => ({ useApi: () => server.now }));

function open(): { server: Server; result: { current: ReturnType<typeof useDraft> } } {
  const fresh = new Server();
  server.now = fresh;
  const queries = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
  const { result } = renderHook(() => useDraft(fresh.draft), { wrapper });
  return { server: fresh, result };
}

test('keeps on the server what was entered', async () => {
  const { server: kept, result } = open();
  act(() => result.current.change({ purpose: 'a' }));
  act(() => result.current.change({ project: 'b' }));
  expect(result.current.kept).toBe('changed');
  await waitFor(() => expect(result.current.kept).toBe('kept'));
  expect(kept.draft.content).toEqual({ purpose: 'a', project: 'b' });
  expect(kept.POST).toHaveBeenCalledTimes(1);
});

test('overwrites nothing that was changed elsewhere until it is told to', async () => {
  const { server: kept, result } = open();
  kept.draft = { ...kept.draft, content: { purpose: 'theirs' }, revision: 2 };
  act(() => result.current.change({ purpose: 'mine' }));
  await waitFor(() => expect(result.current.kept).toBe('elsewhere'));
  expect(kept.draft.content).toEqual({ purpose: 'theirs' });
  expect(result.current.plan.purpose).toBe('mine');
  await act(() => result.current.settle(true));
  await waitFor(() => expect(result.current.kept).toBe('kept'));
  expect(kept.draft.content).toEqual({ purpose: 'mine' });
});

test('goes on with the other one when told to', async () => {
  const { server: kept, result } = open();
  kept.draft = { ...kept.draft, content: { purpose: 'theirs' }, revision: 2 };
  act(() => result.current.change({ purpose: 'mine' }));
  await waitFor(() => expect(result.current.kept).toBe('elsewhere'));
  await act(() => result.current.settle(false));
  expect(result.current.plan).toEqual({ purpose: 'theirs' });
  expect(result.current.kept).toBe('kept');
});

test('holds on to what it could not send', async () => {
  const { server: kept, result } = open();
  kept.away = true;
  act(() => result.current.change({ purpose: 'a' }));
  await waitFor(() => expect(result.current.kept).toBe('unreachable'));
  expect(result.current.plan.purpose).toBe('a');
  kept.away = false;
  await act(() => result.current.keep());
  expect(kept.draft.content).toEqual({ purpose: 'a' });
});
