import { useInfiniteQuery } from '@tanstack/react-query';
import { DateTime } from 'luxon';
import { useState } from 'react';
import { Link } from 'react-router';
import { answer } from '../api/client';
import { useApi } from '../api/context';
import type { LabEvent, Page } from '../api/types';
import { told } from '../booking/told';
import { inZone, Time, useZone } from '../time/zone';
import { Button, Field, Loaded, Panel } from '../ui/basics';

const AT_ONCE = 500;

/** Who did what, through which channel: the events in their order, searched as they are loaded. */
export function RecordPart() {
  const api = useApi();
  const zone = useZone();
  const [words, setWords] = useState('');
  const [from, setFrom] = useState('0');
  const record = useInfiniteQuery({
    queryKey: ['record', from],
    initialPageParam: from,
    queryFn: ({ pageParam }) =>
      answer<Page<LabEvent>>(api.GET('/events', { params: { query: { after: pageParam, limit: String(AT_ONCE) } } })),
    getNextPageParam: (page) => (page.items.length === AT_ONCE ? page.next : undefined),
    staleTime: 30_000,
  });
  const when = (instant: string) => inZone(instant, zone).toLocaleString(DateTime.DATETIME_SHORT);
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = (record.data?.pages.flatMap((page) => page.items) ?? [])
    .filter((event) => event.type !== 'TASK_CHANGED')
    .map((event) => ({ event, text: told(event, when) }))
    .filter(({ event, text }) => {
      const all = `${event.user} ${event.channel} ${event.booking ?? ''} ${event.vpod ?? ''} ${event.type} ${text}`.toLowerCase();
      return wanted.every((word) => all.includes(word));
    })
    .reverse();
  return (
    <Panel title="Record">
      <div className="inline">
        <Field label="Words" hint="A user, a booking, a channel, refused …">
          {(ids) => <input {...ids} type="search" value={words} onChange={(e) => setWords(e.target.value)} />}
        </Field>
        <Field label="After event number">
          {(ids) => <input {...ids} inputMode="numeric" pattern="[0-9]*" defaultValue={from} onBlur={(e) => setFrom(/^\d+$/.test(e.target.value) ? e.target.value : '0')} />}
        </Field>
      </div>
      <Loaded query={record} what="the record">
        <p role="status" className="quiet">{rows.length} events</p>
        <ol className="history" tabIndex={0} aria-label="Events">
          {rows.slice(0, AT_ONCE).map(({ event, text }) => (
            <li key={event.sequence}>
              <span className="quiet"><Time at={event.at} seconds /> · {event.user} · {event.channel.toLowerCase()} · number {event.sequence}</span>
              <span>
                {event.booking ? <Link to={`/bookings/${event.booking}`}>{event.booking}</Link> : null} {event.vpod ?? ''} {text}
              </span>
            </li>
          ))}
        </ol>
        {record.hasNextPage ? <Button busy={record.isFetchingNextPage} onClick={() => void record.fetchNextPage()}>Load later ones</Button> : null}
      </Loaded>
    </Panel>
  );
}
