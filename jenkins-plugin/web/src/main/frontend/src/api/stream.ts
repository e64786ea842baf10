import type { EventSourceMessage } from 'eventsource-parser';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { callHeaders } from './client';
import type { HostPage } from './host';
import type { TokenSession } from './session';

export type Connection = 'connecting' | 'open' | 'lost' | 'refused';

export interface StreamListener {
  message(message: EventSourceMessage): void;
  connection(state: Connection): void;
}

export interface StreamSource {
  host: HostPage;
  session: TokenSession;
  /** Below the address of the API. */
  path: string;
}

const FIRST_WAIT_MILLIS = 1000;
const LONGEST_WAIT_MILLIS = 30_000;

/**
 * Follows a stream of server-sent events. The browser's own EventSource cannot send a token in a header, so this reads the stream
 * itself. After a lost connection it goes on after the last event that was seen, waiting twice as long each time, at most half a
 * minute; a tab that nobody sees gives its connection back.
 */
export class MessageStream {
  private reading: AbortController | undefined;
  private last: string | undefined;
  private wait = FIRST_WAIT_MILLIS;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly source: StreamSource,
    private readonly listener: StreamListener,
    private readonly fetcher: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  start(): void {
    document.addEventListener('visibilitychange', this.seen);
    window.addEventListener('online', this.seen);
    this.open();
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.seen);
    window.removeEventListener('online', this.seen);
    this.shut();
  }

  private readonly seen = (): void => {
    if (document.visibilityState === 'hidden') {
      this.shut();
    } else if (!this.reading) {
      this.wait = FIRST_WAIT_MILLIS;
      this.open();
    }
  };

  private shut(): void {
    clearTimeout(this.timer);
    this.reading?.abort();
    this.reading = undefined;
  }

  private open(): void {
    this.shut();
    const reading = new AbortController();
    this.reading = reading;
    this.listener.connection('connecting');
    this.read(reading.signal).then(
      () => this.lost(reading),
      () => this.lost(reading),
    );
  }

  private async read(signal: AbortSignal): Promise<void> {
    const { host, session, path } = this.source;
    const response = await this.fetcher(new URL(`${host.api}${path}`, document.baseURI), {
      signal,
      credentials: host.signIn === 'session' ? 'same-origin' : 'omit',
      headers: {
        Accept: 'text/event-stream',
        ...callHeaders(host, session.token, 'GET'),
        ...(this.last ? { 'Last-Event-ID': this.last } : {}),
      },
    });
    if (response.status === 401 || response.status === 403) {
      this.reading = undefined;
      this.listener.connection('refused');
      return;
    }
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
    this.wait = FIRST_WAIT_MILLIS;
    this.listener.connection('open');
    const messages = response.body
      .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array<ArrayBuffer>>)
      .pipeThrough(new EventSourceParserStream())
      .getReader();
    for (let next = await messages.read(); !next.done; next = await messages.read()) {
      this.last = next.value.id ?? this.last;
      this.listener.message(next.value);
    }
  }

  private lost(reading: AbortController): void {
    if (reading !== this.reading) return;
    this.reading = undefined;
    this.listener.connection('lost');
    this.timer = setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MILLIS);
  }
}
