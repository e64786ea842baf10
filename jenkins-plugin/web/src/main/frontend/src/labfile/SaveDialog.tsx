import type { LabFileCheck } from '../api/types';
import { Confirm } from '../ui/Dialog';
import { Changes } from './Findings';
import { HeldBookings } from './HeldBookings';

interface Props {
  check: LabFileCheck;
  source: string;
  busy: boolean;
  problem: unknown;
  onSave: () => void;
  onClose: () => void;
}

/** Shows what a text changes before it is saved. */
export function SaveDialog({ check, source, busy, problem, onSave, onClose }: Props) {
  return (
    <Confirm title={`Save ${source}?`} action="Save it" look="main" busy={busy} problem={problem} onConfirm={onSave} onClose={onClose}>
      <Changes check={check} />
      <HeldBookings check={check} />
    </Confirm>
  );
}
