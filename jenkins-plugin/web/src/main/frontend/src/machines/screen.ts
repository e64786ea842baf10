import { Terminal, type IBufferCell, type IBufferLine } from '@xterm/headless';

/** Text of one look. */
export interface Run {
  text: string;
  /** Names of classes, parted by blanks. */
  look: string;
}

/** What a serial console is without anybody saying otherwise. */
const COLUMNS = 80;
const ROWS = 24;
const KEPT_LINES = 1000;
const NAMED_COLOURS = 16;

/**
 * A terminal without a picture: takes what a machine prints, with its control characters, and says what stands on the screen and
 * above it. xterm.js understands the text; it is drawn as elements of the page, because its own drawing needs styles in the page,
 * which our content security policy forbids, and so that it can be selected and read out.
 */
export class Screen {
  private readonly terminal = new Terminal({ cols: COLUMNS, rows: ROWS, scrollback: KEPT_LINES, convertEol: true, allowProposedApi: true });

  /** Calls back once the text is on the screen. */
  write(text: string, done: () => void): void {
    this.terminal.write(text, done);
  }

  clear(): void {
    this.terminal.reset();
  }

  /** The lines from the oldest that is kept; a line that the terminal broke at its edge is one line. */
  lines(): Run[][] {
    const buffer = this.terminal.buffer.active;
    const cell = buffer.getNullCell();
    const lines: Run[][] = [];
    for (let y = 0; y < buffer.length; y++) {
      const line = buffer.getLine(y);
      if (!line) continue;
      const goesOn = buffer.getLine(y + 1)?.isWrapped ?? false;
      const runs = runsOf(line, cell, goesOn);
      const before = line.isWrapped ? lines.at(-1) : undefined;
      if (before) before.push(...runs);
      else lines.push(runs);
    }
    while (lines.length > 0 && lines.at(-1)?.length === 0) lines.pop();
    return lines;
  }

  text(): string {
    return this.lines()
      .map((runs) => `${runs.map((run) => run.text).join('')}\n`)
      .join('');
  }

  dispose(): void {
    this.terminal.dispose();
  }
}

function runsOf(line: IBufferLine, cell: IBufferCell, whole: boolean): Run[] {
  const end = whole ? line.length : line.translateToString(true).length;
  const runs: Run[] = [];
  for (let x = 0, width = 0; x < line.length && width < end; x++) {
    const at = line.getCell(x, cell);
    if (!at || at.getWidth() === 0) continue;
    const text = at.getChars() || ' ';
    width += text.length;
    const look = lookOf(at);
    const last = runs.at(-1);
    if (last?.look === look) last.text += text;
    else runs.push({ text, look });
  }
  return runs;
}

function lookOf(cell: IBufferCell): string {
  const colour = cell.isFgPalette() && cell.getFgColor() < NAMED_COLOURS ? `colour-${cell.getFgColor()}` : '';
  return [colour, cell.isBold() ? 'bold' : '', cell.isInverse() ? 'inverse' : ''].filter(Boolean).join(' ');
}
