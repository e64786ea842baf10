import { DateTime } from 'luxon';
import { useState, type FormEvent } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { LabEvent } from '../api/types';
import { told } from '../booking/told';
import { fromLocalInput, inZone, Time, useZone } from '../time/zone';
import { Button, Empty, Field, Loaded, Panel } from '../ui/basics';
import { Table } from '../ui/Table';
import { useAudit, type Asked } from './queries';

const CHANNELS = ['WEB', 'API', 'PIPELINE', 'SLACK', 'DISCORD', 'CONSOLE', 'SYSTEM'];
/** What one looks for together, in the words of the page. */
const TOPICS: readonly [string, string][] = [
  ['everything', ''],
  ['bookings made, granted and ended', 'BOOKING_REQUESTED,BOOKING_WAITING,BOOKING_SCHEDULED,BOOKING_ACTIVE,BOOKING_DONE,BOOKING_FAILED,BOOKING_CANCELLED'],
  ['extending, handing over, people', 'BOOKING_EXTENDED,BOOKING_HANDED_OVER,BOOKING_MEMBERS'],
  ['idle pods', 'BOOKING_IDLE,BOOKING_KEPT'],
  ['approvals', 'APPROVAL_ASKED,APPROVAL_GIVEN,APPROVAL_DENIED'],
  ['asked to end earlier', 'SHORTENING_ASKED,SHORTENING_AGREED,SHORTENING_REFUSED'],
  ['work on machines', 'OPERATION_QUEUED,OPERATION_STARTED,OPERATION_FINISHED'],
  ['virtual pods', 'VPOD_CREATED,VPOD_FREE,VPOD_QUARANTINED,VPOD_DRAINED,VPOD_RETURNED,VPOD_REINITIALISED,VPOD_GONE'],
  ['outages', 'OUTAGE_SET,OUTAGE_ENDED,OUTAGE_SERIES_SET,OUTAGE_SERIES_ENDED'],
  ['leaks', 'LEAKS_FOUND,LEAKS_REPAIRED'],
  ['accounts, keys and calendars', 'IDENTITY_LINKED,IDENTITY_UNLINKED,KEYS_CHANGED,FEED_CHANGED'],
  ['pods, configs and projects', 'POD_CHANGED,CONFIG_CHANGED,PROJECT_CHANGED'],
  ['what was refused', 'REFUSED'],
];
const FIELDS = ['user', 'type', 'channel', 'booking', 'vpod', 'from', 'to'] as const;

/** Reads of the address what is asked; times stand there in the zone of the reader. */
export function asked(search: URLSearchParams, zone: string): Asked {
  const found: Asked = {};
  for (const field of FIELDS) {
    const value = search.get(field)?.trim();
    const said = value && (field === 'from' || field === 'to') ? fromLocalInput(value, zone) : value;
    if (said) found[field] = said;
  }
  return found;
}

/** Everything that was done, by whom and from where; the address keeps the search. */
export function AuditPage() {
  const zone = useZone();
  const [search, setSearch] = useSearchParams();
  const audit = useAudit(asked(search, zone));
  const events = audit.data?.pages.flatMap((page) => page.items) ?? [];
  const when = (instant: string) => inZone(instant, zone).toLocaleString(DateTime.DATETIME_MED_WITH_WEEKDAY);
  return (
    <Panel title="Audit">
      <SearchForm key={search.toString()} search={search} zone={zone} onSearch={setSearch} />
      <Loaded query={audit} what="what happened">
        {events.length === 0 ? (
          <Empty>
            <p>Nothing of that kind happened. Leave a field out to see more.</p>
          </Empty>
        ) : (
          <Table<LabEvent>
            title="What happened"
            rows={events}
            keyOf={(event) => String(event.sequence)}
            height="any"
            columns={[
              { head: 'When', of: (event) => <Time at={event.at} seconds /> },
              { head: 'Who', of: (event) => <bdi>{event.user}</bdi> },
              { head: 'From', of: (event) => event.channel.toLowerCase() },
              { head: 'Booking', of: (event) => (event.booking ? <Link to={`/bookings/${event.booking}`}>{event.booking}</Link> : '') },
              { head: 'Virtual pod', of: (event) => <bdi>{event.vpod ?? ''}</bdi> },
              { head: 'What', of: (event) => <bdi>{told(event, when)}</bdi>, kind: 'text' },
            ]}
          />
        )}
        {audit.hasNextPage ? (
          <Button busy={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
            Show earlier ones
          </Button>
        ) : null}
      </Loaded>
    </Panel>
  );
}

interface SearchFormProps {
  search: URLSearchParams;
  zone: string;
  onSearch: (search: URLSearchParams) => void;
}

function SearchForm({ search, zone, onSearch }: SearchFormProps) {
  const [entered, setEntered] = useState(() => Object.fromEntries(FIELDS.map((field) => [field, search.get(field) ?? ''])));
  const value = (field: (typeof FIELDS)[number]) => ({
    value: entered[field] ?? '',
    onChange: (event: { target: { value: string } }) => setEntered((before) => ({ ...before, [field]: event.target.value })),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(new URLSearchParams(Object.entries(entered).filter(([, text]) => text.trim() !== '')));
  };
  return (
    <form role="search" onSubmit={submit}>
      <div className="inline">
        <Field label="Who">{(ids) => <input {...ids} maxLength={128} {...value('user')} />}</Field>
        <Field label="What">
          {(ids) => (
            <select {...ids} {...value('type')}>
              {TOPICS.map(([title, types]) => (
                <option key={title} value={types}>
                  {title}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="From where">
          {(ids) => (
            <select {...ids} {...value('channel')}>
              <option value="">anywhere</option>
              {CHANNELS.map((channel) => (
                <option key={channel} value={channel}>
                  {channel.toLowerCase()}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Booking">{(ids) => <input {...ids} maxLength={20} placeholder="b-41" {...value('booking')} />}</Field>
        <Field label="Virtual pod">{(ids) => <input {...ids} maxLength={40} {...value('vpod')} />}</Field>
      </div>
      <div className="inline">
        <Field label={`After (${zone})`}>{(ids) => <input {...ids} type="datetime-local" {...value('from')} />}</Field>
        <Field label={`Before (${zone})`}>{(ids) => <input {...ids} type="datetime-local" {...value('to')} />}</Field>
        <div className="buttons">
          <Button type="submit" look="main">
            Search
          </Button>
        </div>
      </div>
    </form>
  );
}
