import { BarController, BarElement, CategoryScale, Chart as Drawing, Legend, LinearScale, Tooltip, type ChartConfiguration } from 'chart.js';
import { useEffect, useRef } from 'react';
import { useTheme } from '../ui/theme';
import { colours, type Colours } from './colours';

Drawing.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip, Legend);

export interface Series {
  title: string;
  values: number[];
  colour: keyof Colours;
}

export interface ChartProps {
  /** What it shows, for those who do not see it. */
  title: string;
  labels: string[];
  series: Series[];
  /** Says a value in words. */
  say: (value: number) => string;
  stacked?: boolean;
  /** Bars go to the right, for names that need room. */
  sideways?: boolean;
  /** Values are counts, so the scale has no fractions. */
  whole?: boolean;
  /** Where the scale ends, if not at the largest value. */
  max?: number;
}

const LONGEST_LABEL = 28;
const short = (label: string): string => (label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label);

/** Bars. They say what the table beside them says, so nobody has to see them. */
export function Chart(props: ChartProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const theme = useTheme();
  const text = JSON.stringify([props.labels, props.series, props.stacked, props.sideways]);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const drawing = new Drawing(element, configuration(latest.current, colours(element)));
    return () => drawing.destroy();
  }, [text, theme]);

  return (
    <div className={props.sideways ? 'chart sideways' : 'chart'}>
      <canvas ref={canvas} role="img" aria-label={`${props.title}, as bars. The table has the same numbers.`} />
    </div>
  );
}

function configuration(props: ChartProps, colour: Colours): ChartConfiguration<'bar'> {
  const { labels, series, say, stacked = false, sideways = false, whole = false, max } = props;
  const values = {
    beginAtZero: true,
    stacked,
    max,
    grid: { color: colour.line },
    ticks: {
      color: colour.quiet,
      maxTicksLimit: 6,
      callback: (value: string | number) => say(Number(value)),
      ...(whole ? { precision: 0 } : {}),
    },
  };
  const names = { stacked, grid: { display: false }, ticks: { color: colour.ink } };
  return {
    type: 'bar',
    data: {
      labels: labels.map(short),
      datasets: series.map((s) => ({ label: s.title, data: s.values, backgroundColor: colour[s.colour], maxBarThickness: 36 })),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      indexAxis: sideways ? 'y' : 'x',
      scales: sideways ? { x: values, y: names } : { x: names, y: values },
      plugins: {
        legend: { display: series.length > 1, labels: { color: colour.ink } },
        tooltip: { callbacks: { label: (item) => `${item.dataset.label ?? ''}: ${say(Number(item.raw))}` } },
      },
    },
  };
}
