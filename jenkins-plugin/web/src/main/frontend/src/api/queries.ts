import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { answer, newKey, type Api } from './client';
import { useApi, useServices, useToken } from './context';
import { ApiProblem } from './problem';
import { refreshAll } from './refresh';
import type {
  Availability,
  Booking,
  Calendar,
  Config,
  Draft,
  Extension,
  Host,
  Installers,
  Key,
  Lab,
  LabEvent,
  Me,
  Operation,
  Outage,
  Page,
  Parameter,
  Pod,
  Project,
  Snapshot,
  Vpod,
} from './types';

export const UNFINISHED = 'REQUESTED,WAITING,SCHEDULED,PROVISIONING,ACTIVE,CLEANING';

/** One read of the API under a key; asks only when it is known who calls. */
export function useRead<T>(key: readonly unknown[], read: (api: Api) => Promise<T>, enabled = true) {
  const { api, host } = useServices();
  const token = useToken();
  const known = host.signIn === 'session' || token !== null;
  return useQuery({ queryKey: key, queryFn: () => read(api), enabled: known && enabled });
}

export const useMe = () => useRead(['me'], (api) => answer<Me>(api.GET('/me')));
export const useLabs = () => useRead(['labs'], (api) => answer<Lab[]>(api.GET('/labs')));
export const useHosts = () => useRead(['hosts'], (api) => answer<Host[]>(api.GET('/hosts')));
export const usePods = () => useRead(['pods'], (api) => answer<Pod[]>(api.GET('/pods')));

/** The configs that go onto the machines of a pod; asks only when there is one. */
export const useConfigsFor = (lab: string | undefined, pod: string | undefined) =>
  useRead(
    ['configs', lab, pod],
    (api) => answer<Config[]>(api.GET('/configs', { params: { query: { lab, pod } } })),
    Boolean(lab && pod),
  );

export const useVpods = () => useRead(['vpods'], (api) => answer<Vpod[]>(api.GET('/vpods')));
export const useOutages = () => useRead(['outages'], (api) => answer<Outage[]>(api.GET('/outages')));
export const useKeys = () => useRead(['keys'], (api) => answer<Key[]>(api.GET('/me/keys')));

export const useMyBookings = () =>
  useRead(['bookings', 'mine'], (api) =>
    answer<Page<Booking>>(
      api.GET('/bookings', { params: { query: { mine: true, state: UNFINISHED, limit: '100' } } }),
    ).then((page) => page.items),
  );

/** Bookings that the reader may approve or deny. */
export const useToApprove = () => useRead(['bookings', 'to-approve'], (api) => answer<Booking[]>(api.GET('/bookings/to-approve')));

export const useBooking = (id: string) =>
  useRead(['booking', id], (api) => answer<Booking>(api.GET('/bookings/{id}', { params: { path: { id } } })));

export const useExtension = (id: string, enabled: boolean) =>
  useRead(
    ['booking', id, 'extension'],
    (api) => answer<Extension>(api.GET('/bookings/{id}/extension', { params: { path: { id } } })),
    enabled,
  );

export const useOperations = (id: string) =>
  useRead(['booking', id, 'operations'], (api) =>
    answer<Operation[]>(api.GET('/bookings/{id}/operations', { params: { path: { id } } })),
  );

export const usePod = (lab: string, pod: string, version?: number) =>
  useRead(['pods', lab, pod, version ?? 0], (api) =>
    answer<Pod>(
      api.GET('/pods/{pod}', {
        params: { path: { pod }, query: { lab, ...(version ? { version: String(version) } : {}) } },
      }),
    ),
  );

export const useInstallers = () => useRead(['installers'], (api) => answer<Installers>(api.GET('/installers')));

/** What a lab asks whoever books. */
export const useQuestions = (lab: string | undefined) =>
  useRead(
    ['questions', lab],
    (api) => answer<Parameter[]>(api.GET('/labs/{lab}/questions', { params: { path: { lab: lab ?? '' } } })),
    lab !== undefined,
  );

export const useProjects = () => useRead(['projects'], (api) => answer<Project[]>(api.GET('/projects')));
export const useSnapshots = () => useRead(['snapshots'], (api) => answer<Snapshot[]>(api.GET('/snapshots')));
export const useDrafts = () => useRead(['drafts'], (api) => answer<Draft[]>(api.GET('/drafts')));

/** A draft as it was when its page was opened; what changes later is the page's business. */
export function useDraftRead(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['draft', id],
    queryFn: () => answer<Draft>(api.GET('/drafts/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

export interface Wanted {
  lab: string;
  pod: string;
  config?: string;
  start?: string;
  length?: string;
}

export const useAvailability = (wanted: Wanted, enabled: boolean) =>
  useRead(
    ['pods', 'availability', wanted],
    (api) =>
      answer<Availability>(
        api.GET('/pods/{pod}/availability', {
          params: {
            path: { pod: wanted.pod },
            query: { lab: wanted.lab, config: wanted.config, start: wanted.start, length: wanted.length },
          },
        }),
      ),
    enabled,
  );

/** The outages that touch a window, those that are over too; below the key of outages, because what makes those old makes these old too. */
export function useOutagesIn(from: string, to: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['outages', 'in', from, to],
    queryFn: () => answer<Outage[]>(api.GET('/outages', { params: { query: { from, to } } })),
    placeholderData: keepPreviousData,
  });
}

/** What the calendar shows of a window; while another window is loaded, what was shown stays. */
export function useCalendar(from: string, to: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['calendar', from, to],
    queryFn: () => answer<Calendar>(api.GET('/calendar', { params: { query: { from, to } } })),
    placeholderData: keepPreviousData,
  });
}

/** The events of a booking, a page at a time. */
export function useHistory(id: string) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['booking', id, 'events'],
    initialPageParam: '0',
    queryFn: ({ pageParam }) =>
      answer<Page<LabEvent>>(
        api.GET('/bookings/{id}/events', { params: { path: { id }, query: { after: pageParam, limit: '500' } } }),
      ),
    getNextPageParam: (page) => (page.items.length === 500 ? page.next : undefined),
  });
}

/**
 * A change that counts once: when no answer came it is sent again under the same key, so pressing the button again is safe.
 * Another input is another change.
 */
export function useChange<I, O>(change: (api: Api, input: I, headers: { 'Idempotency-Key': string }) => Promise<O>) {
  const api = useApi();
  const queries = useQueryClient();
  const last = useRef<{ input: string; key: string } | undefined>(undefined);
  return useMutation<O, Error, I>({
    mutationFn: (input) => {
      const text = JSON.stringify(input) ?? '';
      if (last.current?.input !== text) last.current = { input: text, key: newKey() };
      return change(api, input, { 'Idempotency-Key': last.current.key });
    },
    onSuccess: () => {
      last.current = undefined;
      refreshAll(queries);
    },
    onError: (problem) => {
      if (problem instanceof ApiProblem) last.current = undefined;
    },
  });
}
