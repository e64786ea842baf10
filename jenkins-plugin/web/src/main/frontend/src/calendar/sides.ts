import { HEAD_HEIGHT, ROW_HEIGHT, type Picture } from './paint';
import { toX } from './scale';

/** Draws the names of the rows in sight, at the left. */
export function paintLabels(context: CanvasRenderingContext2D, picture: Picture, box: { width: number; height: number }): void {
  const { rows, colours, first, last, scrollTop } = picture;
  context.fillStyle = colours.panel;
  context.fillRect(0, 0, box.width, box.height);
  context.save();
  context.beginPath();
  context.rect(0, HEAD_HEIGHT, box.width - 4, box.height);
  context.clip();
  for (let index = first; index <= last; index++) {
    const row = rows[index];
    if (!row) continue;
    const y = HEAD_HEIGHT + index * ROW_HEIGHT - scrollTop + ROW_HEIGHT / 2;
    const host = row.kind === 'host';
    context.font = host ? 'bold 12px system-ui, sans-serif' : '12px system-ui, sans-serif';
    context.fillStyle = host || row.kind === 'static' ? colours.ink : colours.quiet;
    context.fillText(row.title, host ? 8 : 20, y);
    if (row.detail) {
      const indent = (host ? 8 : 20) + context.measureText(row.title).width + 8;
      context.font = '11px system-ui, sans-serif';
      context.fillStyle = colours.quiet;
      context.fillText(row.detail, indent, y);
    }
  }
  context.restore();
  context.fillStyle = colours.line;
  context.fillRect(box.width - 1, 0, 1, box.height);
}

/** Draws the days and hours above the rows. */
export function paintHead(context: CanvasRenderingContext2D, { ticks, scale, colours }: Picture, left: number): void {
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, left + scale.width, HEAD_HEIGHT);
  context.textBaseline = 'middle';
  let free = 0;
  for (const tick of ticks) {
    const x = toX(scale, tick.at) + 4;
    if (x < free) continue;
    context.font = tick.strong ? 'bold 12px system-ui, sans-serif' : '12px system-ui, sans-serif';
    context.fillStyle = tick.strong ? colours.ink : colours.quiet;
    context.fillText(tick.label, left + x, HEAD_HEIGHT / 2);
    free = x + context.measureText(tick.label).width + 8;
  }
}
