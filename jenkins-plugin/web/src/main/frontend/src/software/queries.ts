import { answer } from '../api/client';
import { useRead } from '../api/queries';
import type { Config, Image, Iso } from '../api/types';

export const useConfigs = () => useRead(['configs'], (api) => answer<Config[]>(api.GET('/configs')));

/** One config; an earlier version only for those who may change it. */
export const useConfig = (lab: string, config: string, version?: string | null) =>
  useRead(['configs', 'one', lab, config, version ?? ''], (api) =>
    answer<Config>(
      api.GET('/configs/{config}', { params: { path: { config }, query: { lab, ...(version ? { version } : {}) } } }),
    ),
  );

/** All versions, newest first, for those who may change it. */
export const useVersions = (lab: string, config: string) =>
  useRead(['configs', 'versions', lab, config], (api) =>
    answer<Config[]>(api.GET('/configs/{config}/versions', { params: { path: { config }, query: { lab } } })),
  );

export const useImages = () => useRead(['images'], (api) => answer<Image[]>(api.GET('/images')));
export const useIsos = () => useRead(['isos'], (api) => answer<Iso[]>(api.GET('/isos')));
