import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useCalendar, useHosts, useLabs, useMe, useOutagesIn, usePods, useVpods } from '../api/queries';
import type { Bar } from '../api/types';
import { useTitle } from '../app/title';
import { QuickBooking, type Start } from '../home/QuickBooking';
import { Time, useNow, useZone } from '../time/zone';
import { Button, Empty, Loaded, State } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { ExtendTo } from './ExtendTo';
import { rowsOf, type Filter, type Row } from './rows';
import { WEEK_ZOOM, ZOOMS } from './scale';
import { Timeline, type Extending } from './Timeline';

const MINUTE = 60_000;
const LISTED = 200;

/** Who has which place when: hosts, static pods and lanes of dynamic pods as rows, time from left to right. */
export function CalendarPage() {
  useTitle('Calendar');
  const [search, setSearch] = useSearchParams();
  const zoom = ZOOMS[Number(search.get('zoom') ?? WEEK_ZOOM)] ?? ZOOMS[WEEK_ZOOM];
  const now = useNow(MINUTE);
  const [moved, setMoved] = useState<number>();
  const from = moved ?? now - zoom.millis / 6;
  const data = useData(from, zoom.millis);
  const filter: Filter = {
    lab: search.get('lab') ?? '',
    mine: search.get('mine') === 'true',
    project: search.get('project') ?? '',
  };
  const me = useMe();
  const [wanted, setWanted] = useState<Start & { row: Row }>();
  const [extending, setExtending] = useState<Extending>();
  const { lab, mine, project } = filter;
  const rows = useMemo(
    () => (data.ready ? rowsOf(data.ready, { lab, mine, project }) : []),
    [data.ready, lab, mine, project],
  );
  const projects = [...new Set(data.ready?.bars.map((bar) => bar.project ?? '').filter(Boolean))].sort();
  const labs = [...new Set(data.ready?.hosts.map((host) => host.lab))].sort();
  const set = (name: string, value: string) =>
    setSearch((before) => {
      if (value) before.set(name, value);
      else before.delete(name);
      return before;
    });
  return (
    <>
      <div className="page-head">
        <h1>Calendar</h1>
        <div className="buttons">
          <Button aria-label="Earlier" onClick={() => setMoved(from - zoom.millis / 2)}>
            ◀
          </Button>
          <Button onClick={() => setMoved(undefined)}>Now</Button>
          <Button aria-label="Later" onClick={() => setMoved(from + zoom.millis / 2)}>
            ▶
          </Button>
        </div>
      </div>
      <div className="filters">
        <label>
          Show{' '}
          <select value={ZOOMS.indexOf(zoom)} onChange={(e) => set('zoom', e.target.value)}>
            {ZOOMS.map((z, index) => (
              <option key={z.name} value={index}>
                {z.name}
              </option>
            ))}
          </select>
        </label>
        <Choice label="Lab" all="all labs" value={lab} values={labs} onChange={(value) => set('lab', value)} />
        <Choice label="Project" all="all projects" value={project} values={projects} onChange={(value) => set('project', value)} />
        <label>
          <input type="checkbox" checked={mine} onChange={(e) => set('mine', e.target.checked ? 'true' : '')} /> only mine
        </label>
      </div>
      <Loaded query={data} what="the calendar">
        {rows.length === 0 ? (
          <Empty>
            <p>There is no host yet, so nothing can be booked. A lab admin adds hosts to the lab file.</p>
          </Empty>
        ) : (
          <>
            <Timeline
              rows={rows}
              from={from}
              shown={zoom.millis}
              now={now}
              mayBook={me.data?.rights.includes('BOOK') ?? false}
              onPan={(millis) => setMoved(from + millis)}
              onSlot={setWanted}
              onExtend={setExtending}
            />
            {data.ready?.cut ? <p className="notice">There are more bookings than are shown; look at less time or one lab.</p> : null}
            <Listed rows={rows} from={from} to={from + zoom.millis} />
          </>
        )}
      </Loaded>
      {wanted ? <Booking wanted={wanted} onClose={() => setWanted(undefined)} /> : null}
      {extending ? <ExtendTo extending={extending} onClose={() => setExtending(undefined)} /> : null}
    </>
  );
}

/** Everything that the rows are made of; the window is loaded with as much before and after it, so that moving on is smooth. */
function useData(from: number, shown: number) {
  const begin = (Math.floor(from / shown) - 1) * shown;
  const loaded = [new Date(begin).toISOString(), new Date(begin + 4 * shown).toISOString()] as const;
  const calendar = useCalendar(...loaded);
  const hosts = useHosts();
  const vpods = useVpods();
  const outages = useOutagesIn(...loaded);
  const all = [calendar, hosts, vpods, outages];
  const failed = all.find((query) => query.isError && !query.data);
  const ready = useMemo(
    () =>
      calendar.data && hosts.data && vpods.data && outages.data
        ? {
            hosts: hosts.data,
            vpods: vpods.data,
            outages: outages.data,
            bars: calendar.data.bars,
            cut: calendar.data.cut,
          }
        : undefined,
    [calendar.data, hosts.data, vpods.data, outages.data],
  );
  return { isPending: !ready && !failed, isError: failed !== undefined, error: failed?.error, ready };
}

interface ChoiceProps {
  label: string;
  all: string;
  value: string;
  values: string[];
  onChange: (value: string) => void;
}

function Choice({ label, all, value, values, onChange }: ChoiceProps) {
  if (values.length < 2 && !value) return null;
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={(e) => onChange(e.target.value)}>
        <option value="">{all}</option>
        {values.map((v) => (
          <option key={v}>{v}</option>
        ))}
      </select>
    </label>
  );
}

function Booking({ wanted, onClose }: { wanted: Start & { row: Row }; onClose: () => void }) {
  const pods = usePods();
  const vpods = useVpods();
  const fixed = wanted.row.kind === 'static' ? vpods.data?.find((v) => `vpod:${v.id}` === wanted.row.id) : undefined;
  const fitting = (pods.data ?? []).filter((p) => p.lab === wanted.row.lab && (!fixed || p.pod.id === fixed.pod));
  const first = fitting.find((p) => !p.closed);
  const labs = useLabs();
  if (!first) {
    const whyNot = fitting.length > 0 ? labs.data?.find((lab) => lab.id === wanted.row.lab)?.whyNot : undefined;
    return whyNot ? (
      <Dialog title="Book a pod" onClose={onClose}>
        <p>{whyNot}</p>
        <div className="buttons">
          <Button onClick={onClose}>Go back</Button>
        </div>
      </Dialog>
    ) : null;
  }
  return (
    <QuickBooking
      pod={first}
      pods={fitting.filter((p) => !p.closed)}
      when={{ start: wanted.start, length: wanted.length, ...(fixed ? { vpod: fixed.id } : {}) }}
      onClose={onClose}
    />
  );
}

/** The bookings in sight as a table: the same for those who do not see the picture. */
function Listed({ rows, from, to }: { rows: Row[]; from: number; to: number }) {
  const zone = useZone();
  const seen = (bar: Bar) => Date.parse(bar.start) < to && Date.parse(bar.end) > from;
  const bars = rows.flatMap((row) => row.bars.filter(seen)).slice(0, LISTED);
  return (
    <details>
      <summary>The bookings in sight as a table (times in {zone})</summary>
      {bars.length === 0 ? (
        <p className="quiet">There are none.</p>
      ) : (
        <div className="scroll" tabIndex={0} role="region" aria-label="Bookings in sight">
          <table>
            <thead>
              <tr>
                {['Booking', 'Pod', 'For', 'State', 'Place', 'From', 'Until'].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {bars.map((bar) => (
                <tr key={bar.booking}>
                  <th scope="row">
                    <Link to={`/bookings/${bar.booking}`}>{bar.booking}</Link>
                  </th>
                  <td>{bar.pod}</td>
                  <td>{bar.owner}</td>
                  <td>
                    <State of={bar.state} />
                  </td>
                  <td>{bar.host ? `${bar.vpod} on ${bar.host}` : 'in the queue'}</td>
                  <td>
                    <Time at={bar.start} />
                  </td>
                  <td>
                    <Time at={bar.end} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
