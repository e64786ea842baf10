/** What the page around the pages says: where the API is, and how one is known there. */
export interface HostPage {
  /** Address of the API, without a slash at its end. */
  readonly api: string;
  /** Path below which the pages are. */
  readonly home: string;
  /** token: one signs in with a token; session: the host knows who one is. */
  readonly signIn: 'token' | 'session';
  /** Name and value of a header that the host wants with every change. */
  readonly crumb?: { readonly name: string; readonly value: string };
}

export function hostPage(element: HTMLElement): HostPage {
  const { api = '/api/v1', home = '/', signIn = 'token', crumbName, crumbValue } = element.dataset;
  return {
    api: api.replace(/\/$/, ''),
    home,
    signIn: signIn === 'session' ? 'session' : 'token',
    ...(crumbName && crumbValue ? { crumb: { name: crumbName, value: crumbValue } } : {}),
  };
}
