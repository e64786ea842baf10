import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button, Problem } from './basics';

interface DialogProps {
  title: string;
  children: ReactNode;
  /** Absent where the dialog cannot be left. */
  onClose?: (() => void) | undefined;
}

/** A modal dialog by the browser's own means: focus stays inside, Escape leaves. */
export function Dialog({ title, children, onClose }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

interface ConfirmProps {
  title: string;
  children: ReactNode;
  action: string;
  look?: 'main' | 'danger';
  busy: boolean;
  problem: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back; says what it does. */
export function Confirm({ title, children, action, look = 'danger', busy, problem, onConfirm, onClose }: ConfirmProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="dialog-text">{children}</div>
      <Problem of={problem} />
      <div className="buttons">
        <Button look={look} busy={busy} onClick={onConfirm}>
          {action}
        </Button>
        <Button onClick={onClose}>Go back</Button>
      </div>
    </Dialog>
  );
}
