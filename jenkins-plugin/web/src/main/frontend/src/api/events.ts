import type { HostPage } from './host';
import type { TokenSession } from './session';
import { MessageStream, type Connection } from './stream';
import type { LabEvent } from './types';

export type { Connection } from './stream';

export interface FeedListener {
  event(event: LabEvent): void;
  connection(state: Connection): void;
}

/** Follows what happens in the labs. */
export class EventFeed {
  private readonly stream: MessageStream;

  constructor(host: HostPage, session: TokenSession, listener: FeedListener, fetcher?: typeof fetch) {
    this.stream = new MessageStream(
      { host, session, path: '/events/stream' },
      {
        message: ({ data }) => listener.event(JSON.parse(data) as LabEvent),
        connection: (state) => listener.connection(state),
      },
      fetcher,
    );
  }

  start(): void {
    this.stream.start();
  }

  stop(): void {
    this.stream.stop();
  }
}
