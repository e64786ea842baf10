import { useMutation } from '@tanstack/react-query';
import { answer } from '../api/client';
import { useApi } from '../api/context';
import { useRead } from '../api/queries';
import type { components } from '../api/schema';
import { download } from '../ui/download';
import type { StatisticsQuery } from './period';

type Schemas = components['schemas'];

export type Usage = Required<Schemas['UsageJson']>;
export type Week = Required<Schemas['WeekJson']>;
export type HostUse = Required<Schemas['HostUseJson']>;
export type OperationTimes = Required<Schemas['OperationTimesJson']>;
export type Waits = Required<Schemas['WaitsJson']>;
export type Forecast = Required<Schemas['ForecastJson']>;

export type Table = 'usage' | 'weeks' | 'hosts' | 'operations' | 'waits' | 'forecast';
export type More = { by?: string; weeks?: string };

/** One of the tables; all of them take the same questions. */
export const useStatistics = <T>(table: Table, query: StatisticsQuery, more: More = {}) =>
  useRead(['statistics', table, query, more], (api) =>
    answer<T>(api.GET(`/statistics/${table}` as '/statistics/usage', { params: { query: { ...query, ...more } } })),
  );

/** Fetches a table as comma-separated values and hands it to the browser as a file. */
export function useCsv(table: Table, query: StatisticsQuery, more: More = {}) {
  const api = useApi();
  return useMutation({
    mutationFn: async () => {
      const call = api.GET('/statistics/{table}.csv', {
        params: { path: { table }, query: { ...query, ...more } },
        parseAs: 'text',
      });
      download(`laas-${table}.csv`, await answer<string>(call), 'text/csv');
    },
  });
}
