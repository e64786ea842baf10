import { useCallback, useState } from 'react';

export interface Past<T> {
  past: T[];
  present: T;
  future: T[];
}

const DEEPEST = 200;

export const begun = <T>(present: T): Past<T> => ({ past: [], present, future: [] });

/** A step further; what was undone before is gone. The same thing again is no step. */
export function stepped<T>(history: Past<T>, next: T): Past<T> {
  if (next === history.present) return history;
  return { past: [...history.past, history.present].slice(-DEEPEST), present: next, future: [] };
}

export function undone<T>({ past, present, future }: Past<T>): Past<T> {
  const before = past.at(-1);
  return before === undefined ? { past, present, future } : { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

export function redone<T>({ past, present, future }: Past<T>): Past<T> {
  const [next, ...rest] = future;
  return next === undefined ? { past, present, future } : { past: [...past, present], present: next, future: rest };
}

/** A value whose steps can be undone and done again. */
export function useUndo<T>(first: T) {
  const [history, setHistory] = useState(() => begun(first));
  return {
    present: history.present,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    step: useCallback((change: (value: T) => T) => setHistory((h) => stepped(h, change(h.present))), []),
    undo: useCallback(() => setHistory(undone), []),
    redo: useCallback(() => setHistory(redone), []),
  };
}
