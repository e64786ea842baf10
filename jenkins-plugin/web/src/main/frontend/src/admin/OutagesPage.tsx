import { useState } from 'react';
import { answer } from '../api/client';
import { useChange, useHosts, useLabs, useOutages } from '../api/queries';
import type { Outage } from '../api/types';
import { Time } from '../time/zone';
import { Button, Empty, Loaded, Panel } from '../ui/basics';
import { Confirm } from '../ui/Dialog';
import { Table, type Column } from '../ui/Table';
import { word } from '../ui/words';
import { AnswersPanel } from './AnswersPanel';
import { OutageForm } from './OutageForm';
import { OutageSeriesPanel } from './OutageSeriesPanel';

/** Outages that are not over, and a form for another one that first shows what it would hit. */
export function OutagesPage() {
  const outages = useOutages();
  const labs = useLabs();
  const hosts = useHosts();
  const [ending, setEnding] = useState<Outage>();
  const columns: Column<Outage>[] = [
    { head: 'Of', of: (o) => <bdi>{o.host ? `host ${o.host}` : `lab ${o.lab}`}</bdi> },
    { head: 'Kind', of: (o) => word(o.kind) },
    { head: 'From', of: (o) => <Time at={o.start} /> },
    { head: 'Until', of: (o) => <Time at={o.end} /> },
    { head: 'Series', of: (o) => o.series ?? '–' },
    { head: 'By', of: (o) => <bdi>{o.by}</bdi> },
    { head: 'Why', of: (o) => <bdi>{o.reason}</bdi>, kind: 'text' },
    {
      head: 'Actions',
      of: (o) => (
        <Button aria-label={`End it: outage ${o.id}`} onClick={() => setEnding(o)}>
          End it
        </Button>
      ),
    },
  ];
  return (
    <>
      <Panel title="Outages">
        <Loaded query={outages} what="the outages">
          {outages.data?.length ? (
            <Table title="Outages" rows={outages.data} columns={columns} keyOf={(o) => o.id} height="any" />
          ) : (
            <Empty>
              <p>Nothing is or will be out of service. Below, an outage keeps bookings away from a lab or a host for a time.</p>
            </Empty>
          )}
        </Loaded>
      </Panel>
      <AnswersPanel />
      <OutageSeriesPanel />
      <Loaded query={labs} what="the labs">
        <OutageForm labs={labs.data ?? []} hosts={hosts.data ?? []} />
      </Loaded>
      {ending ? <EndDialog outage={ending} onClose={() => setEnding(undefined)} /> : null}
    </>
  );
}

function EndDialog({ outage, onClose }: { outage: Outage; onClose: () => void }) {
  const end = useChange((api, id: string, header) =>
    answer<Outage>(api.POST('/outages/{id}/end', { params: { path: { id }, header } })),
  );
  return (
    <Confirm
      title={`End outage ${outage.id}?`}
      action="End it now"
      look="main"
      busy={end.isPending}
      problem={end.error}
      onConfirm={() => end.mutate(outage.id, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>
        {outage.host ? `Host ${outage.host}` : `Lab ${outage.lab}`} can be booked again at once. Bookings that were moved or ended stay so.
      </p>
    </Confirm>
  );
}
