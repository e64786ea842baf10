import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import { useConfigsFor } from './queries';

const GET = vi.hoisted(() => vi.fn());
vi.mock('./context', () => ({
  useServices: () => ({ api: { GET }, host: { signIn: 'session' } }),
  useToken: () => null,
}));

test('asks which software goes onto a pod once there is a pod, and anew for another one', async () => {
  GET.mockImplementation((_: string, { params }: { params: { query: { pod: string } } }) =>
    Promise.resolve({ data: [{ config: { id: `on-${params.query.pod}` } }], response: new Response() }),
  );
  const queries = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
  const { result, rerender } = renderHook(({ pod }: { pod?: string }) => useConfigsFor('l', pod), { wrapper, initialProps: {} });
  expect(result.current.data).toBeUndefined();
  expect(GET).not.toHaveBeenCalled();

  rerender({ pod: 'pair' });
  await waitFor(() => expect(result.current.data?.[0]?.config.id).toBe('on-pair'));
  expect(GET).toHaveBeenCalledExactlyOnceWith('/configs', { params: { query: { lab: 'l', pod: 'pair' } } });
  rerender({ pod: 'tiny' });
  await waitFor(() => expect(result.current.data?.[0]?.config.id).toBe('on-tiny'));
});
