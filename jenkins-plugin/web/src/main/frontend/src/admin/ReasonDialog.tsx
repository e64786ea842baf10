import { useState, type ReactNode } from 'react';
import { Field } from '../ui/basics';
import { Confirm } from '../ui/Dialog';

interface ReasonDialogProps {
  title: string;
  action: string;
  look?: 'main' | 'danger';
  busy: boolean;
  problem: unknown;
  /** Whether nothing happens without a reason. */
  required?: boolean;
  onConfirm: (reason: string) => void;
  onClose: () => void;
  children: ReactNode;
}

/** Asks before a change and for the reason that everybody concerned will read. */
export function ReasonDialog({ required = true, onConfirm, children, ...rest }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const missing = required && reason.trim() === '';
  const confirm = () => {
    setAsked(true);
    if (!missing) onConfirm(reason.trim());
  };
  return (
    <Confirm {...rest} onConfirm={confirm}>
      {children}
      <Field
        label="Reason"
        hint={required ? 'Everybody concerned reads it.' : 'Everybody concerned reads it; may be left out.'}
        mistake={asked && missing ? 'Say why; those concerned want to know.' : undefined}
      >
        {(ids) => <textarea {...ids} rows={2} maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />}
      </Field>
    </Confirm>
  );
}
