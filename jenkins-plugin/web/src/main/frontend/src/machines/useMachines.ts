import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { answer } from '../api/client';
import { useApi } from '../api/context';
import type { Booking, MachineNow } from '../api/types';

const AGAIN_MILLIS = 20_000;

/** One machine as it was found, or why it was not. */
export interface Found {
  now: MachineNow | undefined;
  problem: Error | null;
}

/** How the machines of an active booking are, asked of their host now and then, and once more when work on them has ended. */
export function useMachines(booking: Booking, names: string[]): Map<string, Found> {
  const api = useApi();
  const work = `${booking.operation?.id ?? ''} ${booking.operation?.state ?? ''}`;
  const asked = useQueries({
    queries: names.map((machine) => ({
      queryKey: ['machine', booking.id, machine, work],
      queryFn: () =>
        answer<MachineNow>(api.GET('/bookings/{id}/machines/{machine}', { params: { path: { id: booking.id, machine } } })),
      placeholderData: keepPreviousData,
      refetchInterval: AGAIN_MILLIS,
      retry: false,
    })),
  });
  return new Map(names.map((name, index) => [name, { now: asked[index]?.data, problem: asked[index]?.error ?? null }]));
}
