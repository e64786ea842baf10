import { useSearchParams } from 'react-router';
import { useLabs } from '../api/queries';
import { useTitle } from '../app/title';
import { useZone } from '../time/zone';
import { Button, Field, Problem } from '../ui/basics';
import { ForecastFigures } from './ForecastFigures';
import { HostFigures } from './HostFigures';
import { OperationFigures, WaitFigures } from './TimeFigures';
import { daysAgo, mistake, PRESETS, query, shown, today, type Shown } from './period';
import { UsageFigures } from './UsageFigures';
import { WeekFigures } from './WeekFigures';
import './statistics.css';

/** Who used what for how long, how busy hosts were and will be; the address keeps what was chosen. */
export function StatisticsPage() {
  useTitle('Statistics');
  const home = useZone();
  const [search, setSearch] = useSearchParams();
  const wanted = shown(search, home);
  const wrong = mistake(wanted);
  const choose = (change: Partial<Shown>) =>
    setSearch(
      (before) => {
        for (const [name, value] of Object.entries(change)) {
          if (value) before.set(name, value);
          else before.delete(name);
        }
        return before;
      },
      { replace: true },
    );
  const asked = query(wanted);
  return (
    <>
      <h1>Statistics</h1>
      <Filters wanted={wanted} home={home} choose={choose} />
      {wrong ? (
        <Problem of={wrong} />
      ) : (
        <>
          <UsageFigures query={asked} />
          <div className="pairs">
            <WeekFigures query={asked} />
            <HostFigures query={asked} />
            <OperationFigures query={asked} />
            <WaitFigures query={asked} />
          </div>
          <ForecastFigures query={asked} />
        </>
      )}
    </>
  );
}

interface FiltersProps {
  wanted: Shown;
  home: string;
  choose: (change: Partial<Shown>) => void;
}

function Filters({ wanted, home, choose }: FiltersProps) {
  const labs = useLabs();
  const zones = [...new Set([home, 'UTC', ...(labs.data ?? []).map((lab) => lab.zone), wanted.zone])];
  const last = today(wanted.zone);
  return (
    <form className="panel" aria-label="What is shown" onSubmit={(event) => event.preventDefault()}>
      <div className="buttons">
        {PRESETS.map(({ title, days }) => {
          const from = daysAgo(days, wanted.zone);
          return (
            <Button key={title} aria-pressed={wanted.from === from && wanted.to === last} onClick={() => choose({ from, to: '' })}>
              {title}
            </Button>
          );
        })}
      </div>
      <div className="inline">
        <Field label="First day">
          {(ids) => <input {...ids} type="date" max={last} value={wanted.from} onChange={(e) => choose({ from: e.target.value })} />}
        </Field>
        <Field label="Last day">
          {(ids) => <input {...ids} type="date" max={last} value={wanted.to} onChange={(e) => choose({ to: e.target.value })} />}
        </Field>
        <Field label="Time zone">
          {(ids) => (
            <select {...ids} value={wanted.zone} onChange={(e) => choose({ zone: e.target.value === home ? '' : e.target.value })}>
              {zones.map((zone) => (
                <option key={zone}>{zone}</option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Lab">
          {(ids) => (
            <select {...ids} value={wanted.lab} onChange={(e) => choose({ lab: e.target.value })}>
              <option value="">all labs</option>
              {(labs.data ?? []).map((lab) => (
                <option key={lab.id} value={lab.id}>
                  {lab.title} ({lab.id})
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
    </form>
  );
}
