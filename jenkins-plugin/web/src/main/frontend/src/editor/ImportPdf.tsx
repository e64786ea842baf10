import { useState, type ChangeEvent } from 'react';
import { answer } from '../api/client';
import { useChange } from '../api/queries';
import type { Pod } from '../api/types';
import { Button, Field, Problem } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { nameMistake } from './mistakes';

const MAX_BYTES = 512 * 1024;

interface Imported {
  pod: Pod;
  notes: string[];
}

/** Makes a pod of a pod descriptor file; the server reads it and says what is wrong in which line. */
export function ImportPdf({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [pdf, setPdf] = useState('');
  const [idf, setIdf] = useState('');
  const [problem, setProblem] = useState<string>();
  const make = useChange((api, input: { name: string; pdf: string; idf?: string }, headers) =>
    answer<Imported>(api.POST('/pods/import', { body: input, params: { header: headers } })),
  );
  const read = (set: (text: string) => void) => async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    setProblem(file && file.size > MAX_BYTES ? `${file.name} is longer than 512 KiB.` : undefined);
    set(file && file.size <= MAX_BYTES ? await file.text() : '');
  };
  if (make.data) {
    return (
      <Dialog title={`${make.data.pod.pod.id} is made`} onClose={onClose}>
        {make.data.notes.length > 0 ? <p>What the files say and could not be kept:</p> : <p>Everything was kept.</p>}
        <ul>
          {make.data.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
        <Button look="main" onClick={onClose}>
          Good
        </Button>
      </Dialog>
    );
  }
  return (
    <Dialog title="Import a pod descriptor file" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate({ name, pdf, ...(idf ? { idf } : {}) });
        }}
      >
        <Field label="Name of the pod" mistake={name ? nameMistake(name) : undefined}>
          {(ids) => <input {...ids} required value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
        <Field label="PDF">{(ids) => <input {...ids} type="file" required accept=".yaml,.yml" onChange={(e) => void read(setPdf)(e)} />}</Field>
        <Field label="IDF" hint="The installer descriptor file that belongs to it, if there is one.">
          {(ids) => <input {...ids} type="file" accept=".yaml,.yml" onChange={(e) => void read(setIdf)(e)} />}
        </Field>
        <Problem of={problem ?? make.error} />
        <div className="buttons">
          <Button type="submit" look="main" busy={make.isPending} disabled={!pdf || Boolean(nameMistake(name))}>
            Make the pod
          </Button>
          <Button onClick={onClose}>Go back</Button>
        </div>
      </form>
    </Dialog>
  );
}
