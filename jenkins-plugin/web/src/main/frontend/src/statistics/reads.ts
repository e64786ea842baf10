import { useQuery } from '@tanstack/react-query';
import { answer, type Api } from '../api/client';
import { useApi } from '../api/context';
import type { Forecast, HostUse, OperationTimes, Usage, Waits, Week } from '../api/types';

export interface Period {
  from: string;
  to: string;
  zone: string;
  lab?: string;
}

export const GROUPINGS = ['USER', 'PROJECT', 'POD', 'LAB', 'HOST', 'VPOD'] as const;
export type Grouping = (typeof GROUPINGS)[number];

function useStatistics<T>(name: string, parts: unknown, read: (api: Api) => Promise<T>) {
  const api = useApi();
  return useQuery({ queryKey: ['statistics', name, parts], queryFn: () => read(api), staleTime: 60_000 });
}

export const useUsage = (query: Period, by: Grouping) =>
  useStatistics('usage', { ...query, by }, (api) => answer<Usage[]>(api.GET('/statistics/usage', { params: { query: { ...query, by } } })));

export const useWeeks = (query: Period) =>
  useStatistics('weeks', query, (api) => answer<Week[]>(api.GET('/statistics/weeks', { params: { query } })));

export const useHostUse = (query: Period) =>
  useStatistics('hosts', query, (api) => answer<HostUse[]>(api.GET('/statistics/hosts', { params: { query } })));

export const useOperationTimes = (query: Period) =>
  useStatistics('operations', query, (api) => answer<OperationTimes[]>(api.GET('/statistics/operations', { params: { query } })));

export const useWaits = (query: Period) =>
  useStatistics('waits', query, (api) => answer<Waits>(api.GET('/statistics/waits', { params: { query } })));

export const useForecast = (query: Pick<Period, 'zone' | 'lab'>) =>
  useStatistics('forecast', query, (api) => answer<Forecast[]>(api.GET('/statistics/forecast', { params: { query } })));

/** The usage as comma-separated values, as the API gives it. */
export const usageCsv = (api: Api, query: Period, by: Grouping): Promise<string> =>
  answer<string>(
    api.GET('/statistics/{table}.csv', { params: { path: { table: 'usage' }, query: { ...query, by } }, parseAs: 'text' }),
  );
