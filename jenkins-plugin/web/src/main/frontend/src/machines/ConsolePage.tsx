import { memo, useEffect, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useRead } from '../api/queries';
import { answer } from '../api/client';
import type { ConsolePart } from '../api/types';
import { useTitle } from '../app/title';
import { Button, Empty, Problem } from '../ui/basics';
import { download } from '../ui/download';
import type { Run } from './screen';
import { useConsole } from './useConsole';
import './machines.css';

/** What a machine prints on its serial console, as it prints it. */
export function ConsolePage() {
  const { id = '', machine = '' } = useParams();
  useTitle(`Console of ${machine}`);
  // asked once, to say in the server's words why there is nothing to watch
  const first = useRead(['console', id, machine], (api) =>
    answer<ConsolePart>(
      api.GET('/bookings/{id}/machines/{machine}/console', { params: { path: { id, machine }, query: { after: '0' } } }),
    ),
  );
  return (
    <>
      <div className="page-head">
        <h1>Console of {machine}</h1>
        <p>
          <Link to={`/bookings/${id}`}>Back to {id}</Link>
        </p>
      </div>
      {first.isPending ? <p className="loading">Asking the host for the console …</p> : null}
      {first.isError ? (
        <Empty>
          <Problem of={first.error} />
        </Empty>
      ) : null}
      {first.isSuccess ? <Console booking={id} machine={machine} /> : null}
    </>
  );
}

const SAID = {
  connecting: 'Connecting to the console …',
  open: 'What it prints appears here; nothing can be typed.',
  lost: 'The connection is lost; it is made again by itself.',
  refused: 'The server does not let you watch it any more.',
} as const;

function Console({ booking, machine }: { booking: string; machine: string }) {
  const { lines, connection, ended, text } = useConsole(booking, machine);
  const [follow, setFollow] = useState(true);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (follow && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines, follow]);
  return (
    <>
      <p role="status" className="quiet">
        {ended ?? SAID[connection]}
      </p>
      <div ref={box} className="console" role="log" aria-live="off" tabIndex={0} aria-label={`What ${machine} printed`}>
        {lines.length === 0 && connection === 'open' ? <p>It has printed nothing since it was handed over.</p> : null}
        {lines.map((runs, index) => (
          <Line key={index} runs={runs} />
        ))}
      </div>
      <div className="filters">
        <label>
          <input type="checkbox" checked={follow} onChange={(e) => setFollow(e.target.checked)} /> stay at the end
        </label>
        <Button onClick={() => download(`console-${booking}-${machine}.txt`, text())}>Save as a file</Button>
      </div>
    </>
  );
}

const Line = memo(
  ({ runs }: { runs: Run[] }) => (
    <div>
      {runs.map((run, index) => (
        <span key={index} className={run.look || undefined}>
          {run.text}
        </span>
      ))}
    </div>
  ),
  (before, after) =>
    before.runs.length === after.runs.length &&
    before.runs.every((run, index) => run.text === after.runs[index]?.text && run.look === after.runs[index]?.look),
);
Line.displayName = 'Line';
