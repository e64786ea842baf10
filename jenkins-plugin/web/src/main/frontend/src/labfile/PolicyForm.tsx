import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Lab } from '../api/types';
import { limit } from '../time/limit';
import { Button, Field, Loaded, Problem } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { keptDraft } from './drafts';
import { POLICY_KEYS, policyValues, setPolicy, valueMistake, type PolicyKey } from './edit';
import { useLabFile, usePutInto } from './queries';
import './labfile.css';

type Values = Partial<Record<PolicyKey, string>>;

/** What a text says of its policy; nothing where it cannot be read, which its check will say. */
function valuesOf(text: string): Values {
  try {
    return policyValues(text);
  } catch {
    return {};
  }
}

/** Changes the policy of a lab: what is entered goes into its file, to be looked at and saved there. */
export function PolicyForm({ lab, onClose }: { lab: Lab; onClose: () => void }) {
  const file = useLabFile(lab.id);
  const [entered, setEntered] = useState<Values>({});
  const putInto = usePutInto();
  const put = useMutation({
    mutationFn: (values: Values) =>
      putInto(lab.id, (text) => (Object.entries(values) as [PolicyKey, string][]).reduce((edited, [key, value]) => setPolicy(edited, key, value), text)),
  });
  const present = file.data ? valuesOf(keptDraft(lab.id)?.text ?? file.data.text) : {};
  const wrong = Object.values(entered).some((value) => valueMistake(value));
  const changed = (Object.entries(entered) as [PolicyKey, string][]).filter(([key, value]) => value.trim() !== (present[key] ?? ''));
  return (
    <Dialog title={`Policy of ${lab.title}`} onClose={onClose}>
      <Loaded query={file} what="the lab file">
        {file.data?.changeable === false ? <p className="notice">{file.data.why}</p> : null}
        <p className="quiet">Lengths are written like 7d, 12h or 1h30m. An empty field takes the key out of the file, and what LaaS has as a standard counts.</p>
        <div className="policy-fields">
          {POLICY_KEYS.map((key) => (
            <Field key={key} label={key.replaceAll('-', ' ')} hint={`In force: ${limit(lab.policy[key] ?? 'none')}`} mistake={valueMistake(entered[key] ?? '')}>
              {(ids) => <input {...ids} value={entered[key] ?? present[key] ?? ''} onChange={(e) => setEntered({ ...entered, [key]: e.target.value })} />}
            </Field>
          ))}
        </div>
        <p className="quiet">Head start, approval and idle pods have more than a word each; change them in the lab file itself.</p>
        <Problem of={put.error} />
      </Loaded>
      <div className="buttons">
        <Button look="main" busy={put.isPending} disabled={wrong || changed.length === 0 || !file.data?.changeable} onClick={() => put.mutate(Object.fromEntries(changed))}>
          Put it into the lab file
        </Button>
        <Button onClick={onClose}>Go back</Button>
      </div>
    </Dialog>
  );
}
