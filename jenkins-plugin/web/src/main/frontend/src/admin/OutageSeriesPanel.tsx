import { useState } from 'react';
import { answer } from '../api/client';
import { useChange } from '../api/queries';
import type { OutageSeries } from '../api/types';
import { Time } from '../time/zone';
import { Button, Loaded, Panel } from '../ui/basics';
import { Confirm } from '../ui/Dialog';
import { Table, type Column } from '../ui/Table';
import { useOutageSeries } from './queries';
import { askWords, repeatWords } from './repeats';

/** Outages that repeat; nothing is shown while there are none. */
export function OutageSeriesPanel() {
  const series = useOutageSeries();
  const [ending, setEnding] = useState<OutageSeries>();
  const columns: Column<OutageSeries>[] = [
    { head: 'Of', of: (s) => <bdi>{s.host ? `host ${s.host}` : `lab ${s.lab}`}</bdi> },
    { head: 'Repeats', of: (s) => <bdi>{repeatWords(s.repeat)}</bdi> },
    { head: 'In the time of', of: (s) => <bdi>{s.zone}</bdi> },
    { head: 'Next', of: (s) => (s.coming[0] ? <Time at={s.coming[0].start} /> : 'not set yet') },
    { head: 'Asks holders', of: (s) => askWords(s.answerBefore) },
    { head: 'By', of: (s) => <bdi>{s.by}</bdi> },
    { head: 'Why', of: (s) => <bdi>{s.reason}</bdi>, kind: 'text' },
    {
      head: 'Actions',
      of: (s) => (
        <Button aria-label={`End it: series ${s.id}`} onClick={() => setEnding(s)}>
          End it
        </Button>
      ),
    },
  ];
  if (series.data?.length === 0) return null;
  return (
    <Panel title="Outages that repeat">
      <Loaded query={series} what="the outages that repeat">
        <Table title="Outages that repeat" rows={series.data ?? []} columns={columns} keyOf={(s) => s.id ?? ''} height="any" />
      </Loaded>
      {ending?.id ? <EndSeries id={ending.id} onClose={() => setEnding(undefined)} /> : null}
    </Panel>
  );
}

function EndSeries({ id, onClose }: { id: string; onClose: () => void }) {
  const end = useChange((api, series: string, header) =>
    answer<OutageSeries>(api.POST('/outages/series/{id}/end', { params: { path: { id: series }, header } })),
  );
  return (
    <Confirm
      title={`End the series ${id}?`}
      action="End the series"
      look="main"
      busy={end.isPending}
      problem={end.error}
      onConfirm={() => end.mutate(id, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>Its outages that have not begun are taken back; one that has begun lasts until its end. Bookings that were moved or ended stay so.</p>
    </Confirm>
  );
}
