import { forwardRef, useId, useImperativeHandle, useMemo, useRef } from 'react';

export interface TextAreaHandle {
  /** Puts the cursor onto a place, both counted from 1, and brings it into sight. */
  go: (line: number, column: number) => void;
}

interface Props {
  label: string;
  text: string;
  /** Lines with something wrong, from 1. */
  wrong: readonly number[];
  onChange: (text: string) => void;
}

const LEAST_ROWS = 12;
const ABOVE = 3;

/** A text of many lines with their numbers. It is as tall as its lines, and its frame scrolls. */
export const TextArea = forwardRef<TextAreaHandle, Props>(function TextArea({ label, text, wrong, onChange }, ref) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const count = useMemo(() => text.split('\n').length, [text]);
  const bad = useMemo(() => new Set(wrong), [wrong]);
  useImperativeHandle(
    ref,
    () => ({
      go: (line, column) => {
        const field = area.current;
        if (!field || !frame.current) return;
        const before = field.value.split('\n').slice(0, Math.max(0, line - 1));
        const start = before.reduce((sum, each) => sum + each.length + 1, 0) + Math.max(0, column - 1);
        field.focus({ preventScroll: true });
        field.setSelectionRange(start, start);
        const height = field.scrollHeight / Math.max(1, field.rows);
        frame.current.scrollTop = Math.max(0, (line - 1 - ABOVE) * height);
        frame.current.scrollIntoView({ block: 'nearest' });
      },
    }),
    [],
  );
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="lab-text" ref={frame}>
        <ol aria-hidden="true">
          {Array.from({ length: count }, (_, i) => (
            <li key={i} className={bad.has(i + 1) ? 'wrong' : undefined}>
              {i + 1}
            </li>
          ))}
        </ol>
        <textarea
          id={id}
          ref={area}
          value={text}
          rows={Math.max(count, LEAST_ROWS)}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </div>
  );
});
