import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useNavigate } from 'react-router';
import { answer } from '../api/client';
import { useApi } from '../api/context';
import type { Bar, Extension } from '../api/types';
import { spoken } from '../time/lengths';
import { inZone, useZone } from '../time/zone';
import { useTheme } from '../ui/theme';
import { hit, type Hit } from './hit';
import { HEAD_HEIGHT, paint, palette, ROW_HEIGHT, type Ghost, type Palette } from './paint';
import type { Row } from './rows';
import { grain, round, ticks, toTime, type Scale } from './scale';
import { paintHead, paintLabels } from './sides';
import './calendar.css';

export interface Extending {
  bar: Bar;
  until: number;
  limit: Extension;
}

interface TimelineProps {
  rows: Row[];
  from: number;
  shown: number;
  now: number;
  mayBook: boolean;
  onPan: (millis: number) => void;
  onSlot: (slot: { row: Row; start: number; length: number }) => void;
  onExtend: (extending: Extending) => void;
}

interface Drag {
  what: 'slot' | 'edge';
  row: number;
  bar?: Bar;
  anchor: number;
  limit?: Extension;
  /** The same, for one who lets go before it has come. */
  asked?: Promise<Extension>;
}

const LABELS = 150;
const MOST_HEIGHT = 640;

/** The picture of the calendar on a canvas: only rows in sight are drawn, whatever their number. */
export function Timeline(props: TimelineProps) {
  const { rows, from, shown, now } = props;
  const zone = useZone();
  const navigate = useNavigate();
  const api = useApi();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const [width, setWidth] = useState(0);
  const [colours, setColours] = useState<Palette>();
  const [drag, setDrag] = useState<Drag>();
  const [dragged, setGhost] = useState<Omit<Ghost, 'bad'>>();
  const [tip, setTip] = useState('');
  const ghost = useMemo<Ghost | undefined>(() => dragged && { ...dragged, bad: beyond(dragged.end, drag) }, [dragged, drag]);
  const height = Math.min(MOST_HEIGHT, HEAD_HEIGHT + rows.length * ROW_HEIGHT);
  const scale = useMemo<Scale>(
    () => ({ from, to: from + shown, width: Math.max(1, width - LABELS) }),
    [from, shown, width],
  );

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setWidth(element.clientWidth);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (box.current) setColours(palette(box.current));
  }, [theme]);

  useEffect(() => {
    const element = box.current;
    const context = canvas.current?.getContext('2d');
    if (!element || !context || !colours || width === 0) return;
    const dense = window.devicePixelRatio || 1;
    context.canvas.width = width * dense;
    context.canvas.height = height * dense;
    const lines = ticks(scale, zone, navigator.language);
    let asked = 0;
    const draw = () => {
      asked = 0;
      const scrollTop = element.scrollTop;
      const first = Math.floor(scrollTop / ROW_HEIGHT);
      const last = Math.ceil((scrollTop + height - HEAD_HEIGHT) / ROW_HEIGHT);
      const picture = { rows, first, last, scrollTop, scale, ticks: lines, now, colours, ghost };
      context.setTransform(dense, 0, 0, dense, LABELS * dense, HEAD_HEIGHT * dense);
      context.save();
      context.beginPath();
      context.rect(0, 0, scale.width, height - HEAD_HEIGHT);
      context.clip();
      paint(context, picture, height - HEAD_HEIGHT);
      context.restore();
      context.setTransform(dense, 0, 0, dense, 0, 0);
      paintLabels(context, picture, { width: LABELS, height });
      paintHead(context, picture, LABELS);
    };
    const ask = () => {
      asked ||= requestAnimationFrame(draw);
    };
    draw();
    element.addEventListener('scroll', ask, { passive: true });
    return () => {
      element.removeEventListener('scroll', ask);
      cancelAnimationFrame(asked);
    };
  }, [rows, scale, width, height, now, colours, ghost, zone]);

  const at = (event: PointerEvent): { found: Hit; time: number } => {
    const bounds = canvas.current!.getBoundingClientRect();
    const x = event.clientX - bounds.left - LABELS;
    const y = event.clientY - bounds.top - HEAD_HEIGHT;
    const found: Hit = x < 0 || y < 0 ? { what: 'nothing' } : hit(rows, scale, x, y + (box.current?.scrollTop ?? 0));
    return { found, time: round(toTime(scale, x), grain(scale)) };
  };

  const down = (event: PointerEvent) => {
    const { found, time } = at(event);
    if (found.what === 'edge') {
      const asked = answer<Extension>(api.GET('/bookings/{id}/extension', { params: { path: { id: found.bar.booking } } }));
      setDrag({ what: 'edge', row: found.row, bar: found.bar, anchor: Date.parse(found.bar.end), asked });
      asked.then(
        (limit) => setDrag((before) => (before?.bar === found.bar ? { ...before, limit } : before)),
        () => setDrag(undefined),
      );
    } else if (found.what === 'slot' && props.mayBook && time + grain(scale) > now) {
      setDrag({ what: 'slot', row: found.row, anchor: Math.max(time, round(now, grain(scale))) });
    } else {
      return;
    }
    canvas.current?.setPointerCapture(event.pointerId);
  };

  const move = (event: PointerEvent) => {
    const { found, time } = at(event);
    if (!drag) {
      setTip(found.what === 'bar' || found.what === 'edge' ? told(found.bar, zone) : '');
      canvas.current!.style.cursor = found.what === 'edge' ? 'ew-resize' : found.what === 'bar' ? 'pointer' : found.what === 'slot' && props.mayBook ? 'crosshair' : '';
      return;
    }
    const start = drag.what === 'edge' ? drag.anchor : Math.min(drag.anchor, time);
    const end = Math.max(drag.anchor, time, start + grain(scale));
    setGhost({ row: drag.row, start, end });
  };

  const up = (event: PointerEvent) => {
    const { found } = at(event);
    const row = drag ? rows[drag.row] : undefined;
    if (drag?.what === 'slot' && row) {
      const length = ghost ? ghost.end - ghost.start : 0;
      props.onSlot({ row, start: ghost?.start ?? drag.anchor, length });
    } else if (drag?.what === 'edge' && drag.bar && drag.asked && ghost) {
      const { bar, asked } = drag;
      void asked.then((limit) => props.onExtend({ bar, until: ghost.end, limit }), () => undefined);
    } else if (!drag && found.what === 'bar') {
      void navigate(`/bookings/${found.bar.booking}`);
    }
    setDrag(undefined);
    setGhost(undefined);
    setTip('');
  };

  const key = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -shown / 8, ArrowRight: shown / 8 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    props.onPan(step);
  };

  return (
    <>
      <div
        ref={box}
        className="timeline"
        style={{ height }}
        tabIndex={0}
        role="region"
        aria-label="Calendar as a picture; arrow keys move it, the table below has the same"
        onKeyDown={key}
      >
        <canvas
          ref={canvas}
          style={{ height, width: '100%' }}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={up}
          onPointerCancel={() => {
            setDrag(undefined);
            setGhost(undefined);
          }}
        />
        <div style={{ height: Math.max(0, rows.length * ROW_HEIGHT + HEAD_HEIGHT - height) }} />
      </div>
      <p className="tip" role="status">
        {(drag && ghost && dragTold(drag, ghost, zone)) || tip || (props.mayBook ? 'Drag over a free row to book; drag the end of a booking of yours to extend it.' : 'Click a booking to see it.')}
      </p>
    </>
  );
}

function told(bar: Bar, zone: string): string {
  const day = (instant: string) => inZone(instant, zone).toFormat('ccc d LLL HH:mm');
  return `${bar.booking}: ${bar.pod} for ${bar.owner}, ${day(bar.start)} – ${day(bar.end)}${bar.purpose ? `, ${bar.purpose}` : ''}`;
}

function beyond(end: number, drag: Drag | undefined): boolean {
  if (!drag?.limit) return false;
  return !drag.limit.latestEnd || end > Date.parse(drag.limit.latestEnd);
}

function dragTold(drag: Drag, { start, end, bad }: Ghost, zone: string): string {
  if (drag.what === 'edge') return limitTold(drag.limit, bad, zone);
  return `Book ${spoken(end - start)} from ${inZone(new Date(start).toISOString(), zone).toFormat('ccc d LLL HH:mm')}`;
}

function limitTold(limit: Extension | undefined, bad: boolean, zone: string): string {
  if (!limit) return 'Looking how far it can be extended …';
  const until = limit.latestEnd ? `Until ${inZone(limit.latestEnd, zone).toFormat('ccc d LLL HH:mm')} at the latest.` : 'It cannot be extended.';
  return bad || !limit.latestEnd ? `${until} ${limit.reasons.join(' ')}` : until;
}
