import type { Bar } from '../api/types';
import { ROW_HEIGHT } from './paint';
import type { Row } from './rows';
import { toX, type Scale } from './scale';

const EDGE = 7;

export type Hit =
  | { what: 'bar'; row: number; bar: Bar }
  | { what: 'edge'; row: number; bar: Bar }
  | { what: 'slot'; row: number }
  | { what: 'nothing' };

/** Says what is at a point of the drawing: a bar, the end of one of mine that can be dragged, or a free slot. */
export function hit(rows: Row[], scale: Scale, x: number, y: number): Hit {
  const index = Math.floor(y / ROW_HEIGHT);
  const row = rows[index];
  if (!row) return { what: 'nothing' };
  for (const bar of row.bars) {
    const from = toX(scale, Date.parse(bar.start));
    const to = Math.max(from + 2, toX(scale, Date.parse(bar.end)));
    const mine = bar.mine && (bar.state === 'ACTIVE' || bar.state === 'PROVISIONING');
    if (mine && Math.abs(x - to) <= EDGE) return { what: 'edge', row: index, bar };
    if (x >= from && x <= to) return { what: 'bar', row: index, bar };
  }
  return row.kind === 'static' || row.kind === 'lane' ? { what: 'slot', row: index } : { what: 'nothing' };
}
