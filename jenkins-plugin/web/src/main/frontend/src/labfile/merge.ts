/** Where one text departs from another: lines `from` to `to` (not included) of the first are `lines` in the second. */
export interface Departure {
  from: number;
  to: number;
  lines: string[];
}

/** Finds the smallest stretch of lines that holds everything in which two texts differ. */
export function departure(base: string, text: string): Departure {
  const a = base.split('\n');
  const b = text.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return { from: start, to: a.length - end, lines: b.slice(start, b.length - end) };
}

/** Puts together what two made of one text; undefined where both changed the same lines, or lines side by side. */
export function together(base: string, mine: string, theirs: string): string | undefined {
  const one = departure(base, mine);
  const other = departure(base, theirs);
  const [first, second] = one.from <= other.from ? [one, other] : [other, one];
  if (first.to >= second.from) return undefined;
  const lines = base.split('\n');
  return [...lines.slice(0, first.from), ...first.lines, ...lines.slice(first.to, second.from), ...second.lines, ...lines.slice(second.to)].join('\n');
}
