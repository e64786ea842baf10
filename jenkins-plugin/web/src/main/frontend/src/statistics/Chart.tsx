import {
  BarController,
  BarElement,
  CategoryScale,
  Chart as Drawn,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';
import { useEffect, useRef } from 'react';
import { useTheme } from '../ui/theme';

Drawn.register(BarController, BarElement, CategoryScale, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip);

export interface Series {
  label: string;
  values: number[];
  /** Name of a colour of the style sheet. */
  colour: string;
}

interface ChartProps {
  title: string;
  kind: 'bar' | 'line';
  labels: string[];
  series: Series[];
  unit: string;
  stacked?: boolean;
}

/** A chart, and the same numbers as a table for those who do not see it. */
export function Chart({ title, kind, labels, series, unit, stacked = false }: ChartProps) {
  const theme = useTheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const style = getComputedStyle(element);
    const probe = document.createElement('span');
    element.parentElement?.append(probe);
    const colour = (name: string) => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    const line = colour('line');
    const chart = new Drawn(element, {
      type: kind,
      data: {
        labels,
        datasets: series.map(({ label, values, colour: name }) => ({
          label,
          data: values,
          backgroundColor: colour(name),
          borderColor: colour(name),
        })),
      },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        color: style.color,
        plugins: { legend: { display: series.length > 1 } },
        scales: {
          x: { stacked, ticks: { color: style.color }, grid: { color: line } },
          y: { stacked, beginAtZero: true, title: { display: true, text: unit, color: style.color }, ticks: { color: style.color }, grid: { color: line } },
        },
      },
    });
    probe.remove();
    return () => chart.destroy();
  }, [kind, labels, series, unit, stacked, theme]);
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <div>
        <canvas ref={canvas} role="img" aria-label={`${title}, as a chart; the table below has the numbers`} />
      </div>
      <details>
        <summary>{title} as a table</summary>
        <div className="scroll" tabIndex={0} role="region" aria-label={title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{title}</th>
                {series.map((s) => (
                  <th key={s.label} scope="col">
                    {s.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {labels.map((label, index) => (
                <tr key={label + String(index)}>
                  <th scope="row">{label}</th>
                  {series.map((s) => (
                    <td key={s.label}>{Math.round((s.values[index] ?? 0) * 100) / 100}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
