import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { HostPage } from './host';
import { ApiProblem, Unreachable } from './problem';
import type { paths } from './schema';
import type { TokenSession } from './session';

export type Api = Client<paths>;

/** Headers of every call: who calls, from where, and the host's crumb with changes. */
export function callHeaders(host: HostPage, token: string | null, method: string): Record<string, string> {
  const headers: Record<string, string> = { 'LaaS-Channel': 'WEB' };
  if (host.signIn === 'token' && token) headers.Authorization = `Bearer ${token}`;
  if (host.crumb && method !== 'GET') headers[host.crumb.name] = host.crumb.value;
  return headers;
}

export function createApi(host: HostPage, session: TokenSession, fetcher: typeof fetch = fetch): Api {
  const api = createClient<paths>({
    baseUrl: new URL(host.api, document.baseURI).href,
    fetch: (request) => fetcher(request),
    credentials: host.signIn === 'session' ? 'same-origin' : 'omit',
  });
  const used = new WeakMap<Request, string>();
  const middleware: Middleware = {
    onRequest({ request }) {
      const token = session.token;
      if (token) used.set(request, token);
      for (const [name, value] of Object.entries(callHeaders(host, token, request.method))) {
        request.headers.set(name, value);
      }
      return request;
    },
    onResponse({ request, response }) {
      const token = used.get(request);
      if (response.status === 401 && token) session.refused(token);
    },
    onError({ error }) {
      return new Unreachable(error);
    },
  };
  api.use(middleware);
  return api;
}

interface Outcome {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** Returns the answer as the type that its operation is known to have, or throws what the API said. */
export async function answer<T>(call: Promise<Outcome>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw ApiProblem.of(response.status, error);
  return data as T;
}

/** A name for one intention of the user, so that sending it again does not do it again. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

/** What a draft holds, as the generated types know values of any kind. */
export function draftContent(plan: object): Record<string, Record<string, never>> {
  return plan as Record<string, Record<string, never>>;
}
