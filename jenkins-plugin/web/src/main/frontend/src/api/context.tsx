import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { createApi, type Api } from './client';
import { EventFeed, type Connection } from './events';
import type { HostPage } from './host';
import { refreshFor, refreshAll } from './refresh';
import { ApiProblem } from './problem';
import { TokenSession } from './session';

interface Services {
  host: HostPage;
  session: TokenSession;
  api: Api;
}

const ServicesContext = createContext<Services | undefined>(undefined);
const ConnectionContext = createContext<Connection>('connecting');

const RETRIES = 2;

function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: true,
        retry: (count, problem) => !(problem instanceof ApiProblem && problem.status < 500) && count < RETRIES,
      },
      mutations: { retry: false },
    },
  });
}

/** Gives the API, the session and the cache of answers to everything below it. */
export function ApiProvider({ host, children }: { host: HostPage; children: ReactNode }) {
  const services = useMemo(() => {
    const session = new TokenSession();
    return { host, session, api: createApi(host, session) };
  }, [host]);
  const [queries] = useState(newQueryClient);
  return (
    <ServicesContext.Provider value={services}>
      <QueryClientProvider client={queries}>
        <FeedProvider services={services} queries={queries}>
          {children}
        </FeedProvider>
      </QueryClientProvider>
    </ServicesContext.Provider>
  );
}

function FeedProvider(props: { services: Services; queries: QueryClient; children: ReactNode }) {
  const { services, queries, children } = props;
  const [connection, setConnection] = useState<Connection>('connecting');
  const token = useSyncExternalStore(services.session.subscribe, () => services.session.token);
  const known = services.host.signIn === 'session' || token !== null;
  useEffect(() => {
    if (!known) return;
    const feed = new EventFeed(services.host, services.session, {
      event: (event) => refreshFor(queries, event),
      connection: (state) => {
        setConnection(state);
        if (state === 'open') refreshAll(queries);
      },
    });
    feed.start();
    return () => feed.stop();
  }, [services, queries, known, token]);
  return <ConnectionContext.Provider value={connection}>{children}</ConnectionContext.Provider>;
}

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('ApiProvider is missing');
  return services;
}

export const useApi = (): Api => useServices().api;

export const useConnection = (): Connection => useContext(ConnectionContext);

export function useToken(): string | null {
  const { session } = useServices();
  return useSyncExternalStore(session.subscribe, () => session.token);
}
