import { useState } from 'react';
import { answer } from '../api/client';
import { useChange } from '../api/queries';
import type { Described, NewPod } from '../api/types';
import { Button, Field, Problem } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { download } from '../ui/download';

const PROFILES = [
  ['pharos-strict', 'by the Pharos schemas'],
  ['xci', 'for releng-xci'],
  ['kuberef', 'for Kuberef'],
] as const;

interface ExportProps {
  name: string;
  lab: string | undefined;
  pod: NewPod;
  onClose: () => void;
}

/** Gives the descriptor files of a pod as it is drawn, saved or not; the server writes them as it does for booked ones. */
export function ExportPdf({ name, lab, pod, onClose }: ExportProps) {
  const [profile, setProfile] = useState<string>(PROFILES[0][0]);
  const write = useChange((api, input: { profile: string; kind: 'pdf' | 'idf' }, headers) =>
    answer<Described>(
      api.POST('/pods/describe', {
        params: { query: { profile: input.profile }, header: headers },
        body: { ...pod, name, ...(lab ? { lab } : {}) },
      }),
    ),
  );
  const give = (kind: 'pdf' | 'idf') =>
    write.mutate(
      { profile, kind },
      { onSuccess: (files) => download(`${kind === 'idf' ? 'idf-' : ''}${name}.yaml`, files[kind], 'application/yaml') },
    );
  return (
    <Dialog title={`Export ${name} as PDF and IDF`} onClose={onClose}>
      <p>
        The files describe the pod as it is drawn. MAC and IP addresses, bridges and the host are known only once it is booked; the files have
        planned ones and say so at their head. The page of a booking has the files with the real ones.
      </p>
      <Field label="Dialect">
        {(ids) => (
          <select {...ids} value={profile} onChange={(e) => setProfile(e.target.value)}>
            {PROFILES.map(([word, meaning]) => (
              <option key={word} value={word}>
                {word}, {meaning}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Problem of={write.error} />
      <div className="buttons">
        <Button look="main" busy={write.isPending} onClick={() => give('pdf')}>
          Save the PDF
        </Button>
        <Button look="main" busy={write.isPending} onClick={() => give('idf')}>
          Save the IDF
        </Button>
        <Button onClick={onClose}>Go back</Button>
      </div>
    </Dialog>
  );
}
