import { useInfiniteQuery } from '@tanstack/react-query';
import { answer } from '../api/client';
import { useApi } from '../api/context';
import { useRead } from '../api/queries';
import type { components } from '../api/schema';
import type { Booking, LabEvent, OutageSeries, Page } from '../api/types';

type Schemas = components['schemas'];

export type Leak = Required<Schemas['LeakJson']>;
export type LeakReport = { leaks: Leak[]; unreachable: string[] };
export type Link = { identity: string; user: string };
export type Token = Required<Omit<Schemas['TokenJson'], 'secret' | 'revokedAt'>> & Pick<Schemas['TokenJson'], 'revokedAt'>;
export type Snapshot = Required<Omit<Schemas['SnapshotJson'], 'project' | 'reason' | 'operation'>> &
  Pick<Schemas['SnapshotJson'], 'project' | 'reason'>;

/** Asks all hosts, which takes as long as they do; so only when somebody wants to know. */
export const useLeaks = (wanted: boolean) =>
  useRead(['leaks'], (api) => answer<LeakReport>(api.GET('/leaks')), wanted);
export const useLinks = () => useRead(['links'], (api) => answer<Link[]>(api.GET('/links')));
export const useTokens = () => useRead(['tokens'], (api) => answer<Token[]>(api.GET('/tokens')));
/** Below the key of outages, because what makes those old makes these old too. */
export const useOutageSeries = () =>
  useRead(['outages', 'series'], (api) => answer<OutageSeries[]>(api.GET('/outages/series')));
export const useSnapshots = () => useRead(['snapshots'], (api) => answer<Snapshot[]>(api.GET('/snapshots')));

/** Bookings in some states, at most as many as one page of the API has. */
export const useBookingsIn = (state: string) =>
  useRead(['bookings', 'in', state], (api) =>
    answer<Page<Booking>>(api.GET('/bookings', { params: { query: { state, limit: '500' } } })).then((page) => page.items),
  );

export interface Asked {
  user?: string;
  type?: string;
  channel?: string;
  booking?: string;
  vpod?: string;
  from?: string;
  to?: string;
}

/** What happened, newest first, a page at a time. */
export function useAudit(asked: Asked) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['audit', asked],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer<Page<LabEvent>>(
        api.GET('/events/search', { params: { query: { ...asked, limit: '100', ...(pageParam ? { after: pageParam } : {}) } } }),
      ),
    getNextPageParam: (page) => page.next,
  });
}
