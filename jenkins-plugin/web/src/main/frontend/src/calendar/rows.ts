import type { Bar, Host, Outage, Vpod } from '../api/types';

/** A line of the calendar: a host, a static virtual pod, or one of as many lanes as dynamic pods stand side by side on a host. */
export interface Row {
  id: string;
  title: string;
  detail: string;
  kind: 'lab' | 'host' | 'static' | 'lane' | 'queue';
  lab: string;
  host?: string;
  bars: Bar[];
  outages: Outage[];
}

export interface Filter {
  lab: string;
  mine: boolean;
  project: string;
}

const passes = (bar: Bar, filter: Filter): boolean =>
  (!filter.mine || bar.mine) && (!filter.project || bar.project === filter.project);

/**
 * Puts bars side by side that overlap: each goes into the first lane that is free when it starts, so there are as few lanes as can be.
 * The bars must be in the order of their starts.
 */
export function lanes(bars: Bar[]): Bar[][] {
  const found: { until: number; bars: Bar[] }[] = [];
  for (const bar of bars) {
    const start = Date.parse(bar.start);
    let lane = found.find((l) => l.until <= start);
    if (!lane) {
      lane = { until: 0, bars: [] };
      found.push(lane);
    }
    lane.bars.push(bar);
    lane.until = Date.parse(bar.cleanUntil);
  }
  return found.map((lane) => lane.bars);
}

interface Data {
  hosts: Host[];
  vpods: Vpod[];
  outages: Outage[];
  bars: Bar[];
}

/** Makes the lines of a calendar: by lab its hosts, below each its static pods and lanes of dynamic ones; at last the queue. */
export function rowsOf({ hosts, vpods, outages, bars }: Data, filter: Filter): Row[] {
  const shown = bars.filter((bar) => passes(bar, filter) && (!filter.lab || bar.lab === filter.lab));
  const fixed = new Map(vpods.filter((v) => v.kind === 'STATIC').map((v) => [v.id, v]));
  const rows: Row[] = [];
  for (const host of hosts.filter((h) => !filter.lab || h.lab === filter.lab)) {
    const out = outages.filter((o) => o.lab === host.lab && (!o.host || o.host === host.id));
    const here = shown.filter((bar) => bar.host === host.id);
    const base = { lab: host.lab, host: host.id, outages: out };
    rows.push({ ...base, id: `host:${host.id}`, kind: 'host', title: host.id, detail: `lab ${host.lab}`, bars: [] });
    for (const vpod of fixed.values()) {
      if (vpod.host !== host.id) continue;
      const own = here.filter((bar) => bar.vpod === vpod.id);
      rows.push({ ...base, id: `vpod:${vpod.id}`, kind: 'static', title: vpod.id, detail: vpod.pod, bars: own });
    }
    const dynamic = lanes(here.filter((bar) => !bar.vpod || !fixed.has(bar.vpod)));
    dynamic.push([]);
    dynamic.forEach((lane, index) =>
      rows.push({ ...base, id: `lane:${host.id}:${index}`, kind: 'lane', title: index === dynamic.length - 1 ? 'free' : 'dynamic pods', detail: '', bars: lane }),
    );
  }
  lanes(shown.filter((bar) => !bar.host)).forEach((lane, index) =>
    rows.push({ id: `queue:${index}`, kind: 'queue', title: 'waiting', detail: '', lab: '', bars: lane, outages: [] }),
  );
  return rows;
}
