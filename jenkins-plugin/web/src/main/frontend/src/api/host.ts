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

/** Reads it off the element that the pages are put into; Jenkins says its crumb at the head of the document. */
export function hostPage(element: HTMLElement): HostPage {
  const { api = '/api/v1', home = '/', signIn = 'token' } = element.dataset;
  const { crumbHeader, crumbValue } = document.head.dataset;
  return {
    api: api.replace(/\/$/, ''),
    home,
    signIn: signIn === 'session' ? 'session' : 'token',
    ...(signIn === 'session' && crumbHeader && crumbValue ? { crumb: { name: crumbHeader, value: crumbValue } } : {}),
  };
}
