import { DateTime } from 'luxon';
import { useMemo, useState } from 'react';
import { useApi } from '../api/context';
import { useLabs } from '../api/queries';
import { useTitle } from '../app/title';
import { spoken } from '../time/lengths';
import { inZone, useZone } from '../time/zone';
import { Button, Empty, Loaded, Panel, Problem } from '../ui/basics';
import { download } from '../ui/download';
import { word } from '../ui/words';
import { Chart, type Series } from './Chart';
import { GROUPINGS, usageCsv, useForecast, useHostUse, useOperationTimes, useUsage, useWaits, useWeeks, type Grouping, type Period } from './reads';
import './statistics.css';

const DAYS = [7, 28, 90, 365];
const MOST_BARS = 20;
const percent = (share: number) => Math.round(share * 1000) / 10;

/** Who used what for how long, how busy the labs were, and what is to come. */
export function StatisticsPage() {
  useTitle('Statistics');
  const zone = useZone();
  const labs = useLabs();
  const [days, setDays] = useState(28);
  const [lab, setLab] = useState('');
  const [until] = useState(() => DateTime.now().startOf('minute'));
  const period = useMemo<Period>(
    () => ({
      from: until.minus({ days }).toUTC().toISO({ suppressMilliseconds: true }) ?? '',
      to: until.toUTC().toISO({ suppressMilliseconds: true }) ?? '',
      zone,
      ...(lab ? { lab } : {}),
    }),
    [until, days, zone, lab],
  );
  return (
    <>
      <h1>Statistics</h1>
      <div className="filters">
        <label>
          Of the last{' '}
          <select value={days} onChange={(e) => setDays(Number(e.target.value))}>
            {DAYS.map((d) => (
              <option key={d} value={d}>
                {d} days
              </option>
            ))}
          </select>
        </label>
        {(labs.data?.length ?? 0) > 1 ? (
          <label>
            Lab{' '}
            <select value={lab} onChange={(e) => setLab(e.target.value)}>
              <option value="">all labs</option>
              {labs.data?.map((l) => (
                <option key={l.id}>{l.id}</option>
              ))}
            </select>
          </label>
        ) : null}
      </div>
      <UsagePanel period={period} />
      <WeeksPanel period={period} />
      <HostsPanel period={period} />
      <ForecastPanel period={period} />
      <TimesPanel period={period} />
    </>
  );
}

function UsagePanel({ period }: { period: Period }) {
  const api = useApi();
  const [by, setBy] = useState<Grouping>('USER');
  const [problem, setProblem] = useState<unknown>();
  const usage = useUsage(period, by);
  const rows = (usage.data ?? []).slice(0, MOST_BARS);
  const labels = useMemo(() => rows.map((row) => row.key || '(none)'), [usage.data]);
  const series = useMemo<Series[]>(() => [{ label: 'hours', values: rows.map((row) => row.hours), colour: 'accent' }], [usage.data]);
  const csv = () => {
    usageCsv(api, period, by).then((text) => download(`usage-by-${by.toLowerCase()}.csv`, text, 'text/csv'), setProblem);
  };
  return (
    <Panel
      title="Who used what for how long"
      aside={
        <span className="inline">
          <label>
            by{' '}
            <select value={by} onChange={(e) => setBy(e.target.value as Grouping)}>
              {GROUPINGS.map((g) => (
                <option key={g} value={g}>
                  {g === 'VPOD' ? 'virtual pod' : g.toLowerCase()}
                </option>
              ))}
            </select>
          </label>
          <Button onClick={csv}>CSV</Button>
        </span>
      }
    >
      <Problem of={problem} />
      <Loaded query={usage} what="the usage">
        {rows.length === 0 ? (
          <Empty>
            <p>Nothing was used in this time. Choose a longer one.</p>
          </Empty>
        ) : (
          <Chart title="Hours of use" kind="bar" labels={labels} series={series} unit="hours" />
        )}
      </Loaded>
    </Panel>
  );
}

function WeeksPanel({ period }: { period: Period }) {
  const weeks = useWeeks(period);
  const labels = useMemo(() => (weeks.data ?? []).map((w) => inZone(w.start, period.zone).toFormat('d LLL')), [weeks.data, period.zone]);
  const made = useMemo<Series[]>(
    () => [
      { label: 'handed over', values: (weeks.data ?? []).map((w) => w.handedOver), colour: 'good' },
      { label: 'failed', values: (weeks.data ?? []).map((w) => w.failed), colour: 'danger' },
      { label: 'given up', values: (weeks.data ?? []).map((w) => w.cancelled), colour: 'quiet' },
    ],
    [weeks.data],
  );
  const used = useMemo<Series[]>(() => [{ label: 'cores in use', values: (weeks.data ?? []).map((w) => percent(w.cores)), colour: 'accent' }], [weeks.data]);
  return (
    <Panel title="Week by week">
      <Loaded query={weeks} what="the weeks">
        <Chart title="Bookings per week" kind="bar" labels={labels} series={made} unit="bookings" stacked />
        <Chart title="Cores in use per week" kind="line" labels={labels} series={used} unit="% of all" />
      </Loaded>
    </Panel>
  );
}

function HostsPanel({ period }: { period: Period }) {
  const hosts = useHostUse(period);
  const labels = useMemo(() => (hosts.data ?? []).map((h) => h.host), [hosts.data]);
  const series = useMemo<Series[]>(
    () => [
      { label: 'cores', values: (hosts.data ?? []).map((h) => percent(h.cores)), colour: 'accent' },
      { label: 'memory', values: (hosts.data ?? []).map((h) => percent(h.memory)), colour: 'busy' },
    ],
    [hosts.data],
  );
  return (
    <Panel title="How busy the hosts were">
      <Loaded query={hosts} what="the hosts">
        <Chart title="Share of each host in use" kind="bar" labels={labels} series={series} unit="%" />
      </Loaded>
    </Panel>
  );
}

function ForecastPanel({ period }: { period: Period }) {
  const forecast = useForecast({ zone: period.zone, ...(period.lab ? { lab: period.lab } : {}) });
  const labels = useMemo(() => (forecast.data ?? []).map((w) => inZone(w.start, period.zone).toFormat('d LLL')), [forecast.data, period.zone]);
  const series = useMemo<Series[]>(
    () => [
      { label: 'granted', values: (forecast.data ?? []).map((w) => percent(w.cores)), colour: 'accent' },
      { label: 'expected', values: (forecast.data ?? []).map((w) => percent(w.expectedCores)), colour: 'quiet' },
    ],
    [forecast.data],
  );
  return (
    <Panel title="The next weeks">
      <Loaded query={forecast} what="the forecast">
        <Chart title="Cores in the weeks to come" kind="bar" labels={labels} series={series} unit="% of all" />
      </Loaded>
    </Panel>
  );
}

function TimesPanel({ period }: { period: Period }) {
  const operations = useOperationTimes(period);
  const waits = useWaits(period);
  const long = (seconds: number) => spoken(seconds * 1000);
  return (
    <Panel title="How long things took">
      <Loaded query={operations} what="the times">
        {operations.data?.length ? (
          <div className="scroll" tabIndex={0} role="region" aria-label="Times of operations">
            <table>
              <thead>
                <tr>
                  {['Work', 'How often', 'Failed', 'Stopped', 'Half took at most', 'Nine of ten', 'Longest'].map((head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {operations.data.map((o) => (
                  <tr key={o.kind}>
                    <th scope="row">{word(o.kind)}</th>
                    <td>{o.count}</td>
                    <td>{o.failed}</td>
                    <td>{o.cancelled}</td>
                    <td>{long(o.medianSeconds)}</td>
                    <td>{long(o.ninetiethSeconds)}</td>
                    <td>{long(o.longestSeconds)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : (
          <p className="quiet">No work ended in this time.</p>
        )}
      </Loaded>
      <Loaded query={waits} what="the waits">
        {waits.data ? (
          <p>
            Of {waits.data.made} bookings {waits.data.atOnce} were granted at once, {waits.data.waited} after waiting (half of them at most{' '}
            {long(waits.data.medianSeconds)}, the longest {long(waits.data.longestSeconds)}), {waits.data.waiting} still wait and{' '}
            {waits.data.gaveUp} gave up.
          </p>
        ) : null}
      </Loaded>
    </Panel>
  );
}
