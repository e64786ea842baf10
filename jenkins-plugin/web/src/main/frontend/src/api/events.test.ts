import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EventFeed, type Connection } from './events';
import { TokenSession } from './session';
import type { LabEvent } from './types';

const host = { api: '/api/v1', home: '/', signIn: 'token' } as const;

/** A server of streams that the test writes to and breaks. */
class Streams {
  readonly asked: Headers[] = [];
  private writer: WritableStreamDefaultWriter<Uint8Array> | undefined;
  status = 200;

  readonly fetch = ((_: unknown, init: RequestInit) => {
    this.asked.push(new Headers(init.headers));
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    this.writer = writable.getWriter();
    return Promise.resolve(new Response(readable, { status: this.status }));
  }) as unknown as typeof fetch;

  async say(text: string): Promise<void> {
    await this.writer?.write(new TextEncoder().encode(text));
  }

  async breakOff(): Promise<void> {
    await this.writer?.abort(new Error('cable pulled'));
  }
}

let session: TokenSession;
let streams: Streams;
let feed: EventFeed;
let events: LabEvent[];
let states: Connection[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  session = new TokenSession();
  session.signIn('secret');
  streams = new Streams();
  events = [];
  states = [];
  feed = new EventFeed(
    host,
    session,
    { event: (e) => events.push(e), connection: (c) => states.push(c) },
    streams.fetch,
  );
});

afterEach(() => {
  feed.stop();
  session.close();
  vi.useRealTimers();
});

test('sends the token in a header and hears events', async () => {
  feed.start();
  await vi.waitFor(() => expect(states).toContain('open'), { timeout: 30_000 });
  await streams.say(': alive\n\nid: 7\nevent: BOOKING_DONE\ndata: {"sequence":7,"type":"BOOKING_DONE"}\n\n');
  await vi.waitFor(() => expect(events).toHaveLength(1), { timeout: 30_000 });
  expect(streams.asked[0]?.get('Authorization')).toBe('Bearer secret');
  expect(events[0]?.type).toBe('BOOKING_DONE');
});

test('goes on after the last event once the connection is back', async () => {
  feed.start();
  await vi.waitFor(() => expect(states).toContain('open'), { timeout: 30_000 });
  await streams.say('id: 41\nevent: A\ndata: {"sequence":41}\n\n');
  await vi.waitFor(() => expect(events).toHaveLength(1), { timeout: 30_000 });
  await streams.breakOff();
  await vi.waitFor(() => expect(states.at(-1)).toBe('lost'), { timeout: 30_000 });
  await vi.advanceTimersByTimeAsync(1000);
  await vi.waitFor(() => expect(states.at(-1)).toBe('open'), { timeout: 30_000 });
  expect(streams.asked[1]?.get('Last-Event-ID')).toBe('41');
});

/** Lets promises settle while the clock stands. */
const settle = () => vi.advanceTimersByTimeAsync(0);

test('waits longer each time while the server stays away', async () => {
  streams.status = 503;
  feed.start();
  await settle();
  for (const [times, wait] of [1000, 2000, 4000].entries()) {
    expect(states.filter((s) => s === 'lost')).toHaveLength(times + 1);
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(streams.asked).toHaveLength(times + 1);
    await vi.advanceTimersByTimeAsync(1);
    await settle();
    expect(streams.asked).toHaveLength(times + 2);
  }
});

test('does not knock again with a token that was refused', async () => {
  streams.status = 401;
  feed.start();
  await vi.waitFor(() => expect(states.at(-1)).toBe('refused'), { timeout: 30_000 });
  await vi.advanceTimersByTimeAsync(120_000);
  expect(streams.asked).toHaveLength(1);
});
