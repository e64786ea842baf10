const KEY = 'laas-token';
const CHANNEL = 'laas-session';

type Word = { word: 'ask' } | { word: 'is'; token: string } | { word: 'forget' };

/**
 * The token of this browser session. It is kept in the tab's own storage, handed to further tabs of the same origin while one
 * is open, and never written to disk nor sent by the browser by itself (docs/decisions/0022).
 */
export class TokenSession {
  private readonly listeners = new Set<() => void>();
  private readonly tabs: BroadcastChannel | undefined;

  constructor(private readonly storage: Storage = sessionStorage) {
    this.tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL);
    this.tabs?.addEventListener('message', (event: MessageEvent<Word>) => this.hear(event.data));
    if (!this.token) this.tabs?.postMessage({ word: 'ask' } satisfies Word);
  }

  get token(): string | null {
    return this.storage.getItem(KEY);
  }

  signIn(token: string): void {
    this.keep(token);
    this.tabs?.postMessage({ word: 'is', token } satisfies Word);
  }

  /** Forgets the token in every tab. */
  signOut(): void {
    this.drop();
    this.tabs?.postMessage({ word: 'forget' } satisfies Word);
  }

  /** Forgets the token of this tab because the server no longer takes it. */
  refused(token: string): void {
    if (this.token === token) this.drop();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  close(): void {
    this.tabs?.close();
  }

  private hear(message: Word): void {
    if (message.word === 'ask' && this.token) {
      this.tabs?.postMessage({ word: 'is', token: this.token } satisfies Word);
    } else if (message.word === 'is' && !this.token) {
      this.keep(message.token);
    } else if (message.word === 'forget') {
      this.drop();
    }
  }

  private keep(token: string): void {
    this.storage.setItem(KEY, token);
    this.tell();
  }

  private drop(): void {
    if (this.token === null) return;
    this.storage.removeItem(KEY);
    this.tell();
  }

  private tell(): void {
    this.listeners.forEach((listener) => listener());
  }
}
