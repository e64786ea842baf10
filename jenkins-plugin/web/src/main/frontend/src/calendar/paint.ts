import type { Bar } from '../api/types';
import { spoken } from '../time/lengths';
import type { Row } from './rows';
import { toX, type Scale, type Tick } from './scale';

export const ROW_HEIGHT = 26;
export const HEAD_HEIGHT = 30;
const PAD = 3;
const LABEL_MIN = 36;

/** Colours of the drawing, as the page's style sheet has them. */
export interface Palette {
  ground: string;
  panel: string;
  ink: string;
  quiet: string;
  line: string;
  accent: string;
  good: string;
  busy: string;
  danger: string;
}

/** Reads the colours that hold for an element now; a canvas knows no style sheets. */
export function palette(element: HTMLElement): Palette {
  const probe = document.createElement('span');
  element.append(probe);
  const read = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    ground: read('ground'),
    panel: read('panel'),
    ink: read('ink'),
    quiet: read('quiet'),
    line: read('line'),
    accent: read('accent'),
    good: read('good'),
    busy: read('busy'),
    danger: read('danger'),
  };
  probe.remove();
  return colours;
}

const FILLS: Record<string, keyof Palette> = {
  SCHEDULED: 'accent',
  PROVISIONING: 'busy',
  ACTIVE: 'good',
  CLEANING: 'busy',
  WAITING: 'quiet',
  REQUESTED: 'quiet',
  FAILED: 'danger',
  DONE: 'quiet',
};

export interface Ghost {
  row: number;
  start: number;
  end: number;
  bad: boolean;
}

export interface Picture {
  rows: Row[];
  first: number;
  last: number;
  scrollTop: number;
  scale: Scale;
  ticks: Tick[];
  now: number;
  colours: Palette;
  ghost?: Ghost | undefined;
  selected?: string | undefined;
}

/** Draws the rows that are in sight. One pass over what is seen, nothing is kept between frames. */
export function paint(context: CanvasRenderingContext2D, picture: Picture, height: number): void {
  const { scale, colours } = picture;
  context.clearRect(0, 0, scale.width, height);
  context.fillStyle = colours.panel;
  context.fillRect(0, 0, scale.width, height);
  grid(context, picture, height);
  context.font = '12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  for (let index = picture.first; index <= picture.last; index++) {
    const row = picture.rows[index];
    if (row) paintRow(context, picture, row, index * ROW_HEIGHT - picture.scrollTop);
  }
  if (picture.ghost) paintGhost(context, picture, picture.ghost);
  const x = toX(scale, picture.now);
  context.fillStyle = colours.danger;
  context.fillRect(x, 0, 1.5, height);
}

function grid(context: CanvasRenderingContext2D, { ticks, scale, colours }: Picture, height: number): void {
  for (const tick of ticks) {
    context.fillStyle = tick.strong ? colours.quiet : colours.line;
    context.fillRect(Math.round(toX(scale, tick.at)), 0, 1, height);
  }
}

function paintRow(context: CanvasRenderingContext2D, picture: Picture, row: Row, y: number): void {
  const { scale, colours } = picture;
  context.fillStyle = row.kind === 'host' ? colours.ground : colours.panel;
  if (row.kind === 'host') context.fillRect(0, y, scale.width, ROW_HEIGHT);
  context.fillStyle = colours.line;
  context.fillRect(0, y + ROW_HEIGHT - 1, scale.width, 1);
  for (const outage of row.outages) {
    const from = Math.max(0, toX(scale, Date.parse(outage.start)));
    const to = Math.min(scale.width, toX(scale, Date.parse(outage.end)));
    if (to <= from) continue;
    hatch(context, { x: from, y, width: to - from, height: ROW_HEIGHT - 1 }, colours.danger);
    if (row.kind === 'host') label(context, `out of service: ${outage.reason}`, from + 4, y, to - from - 8, colours.ink);
  }
  for (const bar of row.bars) paintBar(context, picture, bar, y);
}

function paintBar(context: CanvasRenderingContext2D, picture: Picture, bar: Bar, y: number): void {
  const { scale, colours } = picture;
  const from = toX(scale, Date.parse(bar.start));
  const to = toX(scale, Date.parse(bar.end));
  const clean = toX(scale, Date.parse(bar.cleanUntil));
  if (clean < 0 || from > scale.width) return;
  const left = Math.max(0, from);
  const right = Math.max(left + 2, Math.min(scale.width, to));
  const colour = colours[FILLS[bar.state] ?? 'quiet'];
  context.globalAlpha = bar.state === 'DONE' ? 0.25 : bar.mine ? 0.55 : 0.3;
  context.fillStyle = colour;
  context.fillRect(left, y + PAD, right - left, ROW_HEIGHT - 2 * PAD - 1);
  context.globalAlpha = 1;
  if (clean > right) {
    hatch(context, { x: right, y: y + PAD, width: Math.min(clean, scale.width) - right, height: ROW_HEIGHT - 2 * PAD - 1 }, colours.quiet);
  }
  context.strokeStyle = bar.booking === picture.selected ? colours.ink : colour;
  context.lineWidth = bar.booking === picture.selected || bar.mine ? 2 : 1;
  if (bar.offered || bar.state === 'WAITING') context.setLineDash([4, 3]);
  context.strokeRect(left + 0.5, y + PAD + 0.5, right - left - 1, ROW_HEIGHT - 2 * PAD - 2);
  context.setLineDash([]);
  const text = `${bar.pod} · ${bar.owner}${bar.purpose ? ` · ${bar.purpose}` : ''}`;
  label(context, text, left + 5, y, right - left - 8, colours.ink);
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function hatch(context: CanvasRenderingContext2D, box: Box, colour: string): void {
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  context.strokeStyle = colour;
  context.globalAlpha = 0.45;
  context.lineWidth = 1;
  context.beginPath();
  for (let x = box.x - box.height; x < box.x + box.width; x += 7) {
    context.moveTo(x, box.y + box.height);
    context.lineTo(x + box.height, box.y);
  }
  context.stroke();
  context.restore();
}

/** Writes as much of the text as has room, at about six points a letter. */
function label(context: CanvasRenderingContext2D, text: string, x: number, y: number, room: number, colour: string): void {
  if (room < LABEL_MIN) return;
  context.fillStyle = colour;
  const most = Math.floor(room / 6.2);
  context.fillText(text.length > most ? `${text.slice(0, most - 1)}…` : text, x, y + ROW_HEIGHT / 2);
}

function paintGhost(context: CanvasRenderingContext2D, { scale, scrollTop, colours }: Picture, ghost: Ghost): void {
  const y = ghost.row * ROW_HEIGHT - scrollTop;
  const x = toX(scale, ghost.start);
  const width = Math.max(2, toX(scale, ghost.end) - x);
  context.fillStyle = ghost.bad ? colours.danger : colours.accent;
  context.globalAlpha = 0.6;
  context.fillRect(x, y + 1, width, ROW_HEIGHT - 3);
  context.globalAlpha = 1;
  label(context, spoken(ghost.end - ghost.start), x + 4, y, Math.max(width, 80), colours.ink);
}
