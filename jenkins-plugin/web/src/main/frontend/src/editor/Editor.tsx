import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { answer } from '../api/client';
import { useApi } from '../api/context';
import { ApiProblem } from '../api/problem';
import { useChange, useLabs } from '../api/queries';
import type { NewPod, Pod } from '../api/types';
import { Button, Field, Problem } from '../ui/basics';
import { takeIntoDraft } from '../workflow/takeIntoDraft';
import { Canvas } from './Canvas';
import { ExportPdf } from './ExportPdf';
import { Files } from './Files';
import { useUndo } from './history';
import { Inspector } from './Inspector';
import { mistakesOf, nameMistake } from './mistakes';
import { addMachine, addNetwork, arrange, MAX_MACHINES, MAX_NETWORKS, toNewPod, type Drawing } from './model';
import './editor.css';

interface EditorProps {
  first: Drawing;
  name: string;
  description: string;
  /** A booking being put together that the pod is drawn for. */
  draft: string | null;
  lab?: string;
  /** The version that is changed; absent for a new pod. */
  changes?: number;
}

/** Draws, checks while it is drawn, and saves. */
export function Editor({ first, draft, changes, ...start }: EditorProps) {
  const { present, canUndo, canRedo, step, undo, redo } = useUndo(first);
  const [selected, setSelected] = useState('');
  const [name, setName] = useState(start.name);
  const [description, setDescription] = useState(start.description);
  const labs = useLabs();
  const [lab, setLab] = useState(start.lab);
  const inLab = lab ?? labs.data?.[0]?.id;
  const [saved, setSaved] = useState(false);
  const [exporting, setExporting] = useState(false);
  const navigate = useNavigate();
  const api = useApi();
  const mistakes = mistakesOf(present);
  const bad = mistakes.filter((m) => !m.mild);
  const wrongName = nameMistake(name);

  const save = useChange((_, input: { name: string; lab: string; pod: NewPod }, headers) =>
    answer<Pod>(
      changes === undefined
        ? api.POST('/pods', { body: { ...input.pod, name: input.name, lab: input.lab }, params: { header: headers } })
        : api.POST('/pods/{pod}/change', {
            params: { path: { pod: input.name }, query: { lab: input.lab }, header: headers },
            body: input.pod,
          }),
    ),
  );
  const submit = () => {
    if (!inLab) return;
    save.mutate(
      { name, lab: inLab, pod: toNewPod(present, description) },
      {
        onSuccess: async (pod) => {
          setSaved(true);
          if (draft) await takeIntoDraft(api, draft, { lab: pod.lab, pod: pod.pod.id });
          void navigate(draft ? `/book/${draft}/networks` : '/pods');
        },
      },
    );
  };

  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (typing || !(event.ctrlKey || event.metaKey)) return;
      const wanted = event.key === 'z' && !event.shiftKey ? undo : event.key === 'y' || event.key.toLowerCase() === 'z' ? redo : undefined;
      if (!wanted) return;
      event.preventDefault();
      wanted();
    };
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  }, [undo, redo]);

  useEffect(() => {
    if (!canUndo || saved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [canUndo, saved]);

  const taken = save.error instanceof ApiProblem && save.error.code === 'NAME_TAKEN' ? save.error.message : undefined;
  return (
    <>
      <h1>{changes === undefined ? 'Draw a pod' : `Change ${name}`}</h1>
      <div className="toolbar buttons" role="toolbar" aria-label="Drawing">
        <Button disabled={present.machines.length >= MAX_MACHINES} onClick={() => step(addMachine)}>
          Add machine
        </Button>
        <Button disabled={present.networks.length >= MAX_NETWORKS} onClick={() => step(addNetwork)}>
          Add network
        </Button>
        <Button disabled={!canUndo} onClick={undo}>
          Undo
        </Button>
        <Button disabled={!canRedo} onClick={redo}>
          Redo
        </Button>
        <Button onClick={() => step(arrange)}>Arrange</Button>
        <Files
          name={name}
          description={description}
          drawing={present}
          onRead={(read) => {
            step(() => read.drawing);
            setSelected('');
            if (changes === undefined && read.name) setName(read.name);
            setDescription(read.description);
          }}
        />
        <Button disabled={bad.length > 0} title={bad.length > 0 ? 'Mend first what is wrong with the pod' : undefined} onClick={() => setExporting(true)}>
          Export PDF and IDF
        </Button>
      </div>
      {exporting ? (
        <ExportPdf
          name={wrongName ? 'pod' : name}
          lab={inLab}
          pod={toNewPod(present, description)}
          onClose={() => setExporting(false)}
        />
      ) : null}
      <div className="editor">
        <Canvas drawing={present} selected={selected} wrong={new Set(bad.map((m) => m.at))} onSelect={setSelected} step={step} />
        <Inspector drawing={present} selected={selected} onSelect={setSelected} step={step} />
      </div>
      <div role="status" className="mistakes">
        {mistakes.length === 0 ? <p className="quiet">Nothing is wrong with this pod.</p> : null}
        <ul>
          {mistakes.map((m) => (
            <li key={m.at + m.message} className={m.mild ? 'quiet' : 'mistake'}>
              {m.message}{' '}
              {m.at ? (
                <Button aria-label={`Show it: ${m.message}`} onClick={() => setSelected(m.at)}>
                  Show
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </div>
      <form
        className="panel"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {changes === undefined ? (
          <Field label="Name of the pod" mistake={taken ?? (name ? wrongName : undefined)} hint="Lower-case letters, digits and hyphens.">
            {(ids) => <input {...ids} required value={name} onChange={(e) => setName(e.target.value)} />}
          </Field>
        ) : null}
        <Field label="Description" hint="One line for people.">
          {(ids) => <input {...ids} maxLength={200} value={description} onChange={(e) => setDescription(e.target.value)} />}
        </Field>
        {changes === undefined && (labs.data?.length ?? 0) > 1 ? (
          <Field label="Lab">
            {(ids) => (
              <select {...ids} value={inLab} onChange={(e) => setLab(e.target.value)}>
                {labs.data?.map((l) => (
                  <option key={l.id} value={l.id}>
                    {l.title}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ) : null}
        <Problem of={taken ? undefined : save.error} />
        <div className="buttons">
          <Button type="submit" look="main" busy={save.isPending} disabled={bad.length > 0 || Boolean(wrongName)}>
            {changes === undefined ? 'Save as a pod of mine' : 'Save as the next version'}
          </Button>
        </div>
      </form>
    </>
  );
}
