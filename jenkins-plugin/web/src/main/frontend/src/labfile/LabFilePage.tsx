import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer } from '../api/client';
import { useChange } from '../api/queries';
import { ApiProblem } from '../api/problem';
import type { LabFile, LabFileCheck } from '../api/types';
import { useTitle } from '../app/title';
import { Button, Loaded, Panel, Problem } from '../ui/basics';
import { Elsewhere } from './Elsewhere';
import { Findings } from './Findings';
import { labFileKey, useLabFile } from './queries';
import { SaveDialog } from './SaveDialog';
import { TextArea, type TextAreaHandle } from './TextArea';
import { useLabText } from './useLabText';
import './labfile.css';

/** The editor of a lab file. */
export function LabFilePage() {
  const { lab = '' } = useParams();
  useTitle(`Lab file of ${lab}`);
  const file = useLabFile(lab);
  return (
    <Loaded query={file} what="the lab file">
      {file.data?.changeable ? <LabFileEditor key={lab} file={file.data} /> : null}
      {file.data && !file.data.changeable ? <FixedFile file={file.data} /> : null}
    </Loaded>
  );
}

function FixedFile({ file }: { file: LabFile }) {
  return (
    <Panel title={`Lab file of ${file.lab}`}>
      <p className="notice">{file.why}</p>
      {file.text ? <pre tabIndex={0} aria-label={`Text of ${file.source}`}>{file.text}</pre> : null}
    </Panel>
  );
}

function LabFileEditor({ file }: { file: LabFile }) {
  const text = useLabText(file);
  const queries = useQueryClient();
  const area = useRef<TextAreaHandle>(null);
  const [checked, setChecked] = useState<{ text: string; result: LabFileCheck }>();
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState('');
  const check = useChange((api, input: string) =>
    answer<LabFileCheck>(api.POST('/labs/{lab}/file/check', { params: { path: { lab: file.lab } }, body: { text: input } })),
  );
  const found = checked?.text === text.text ? checked.result : undefined;
  const look = (then?: (result: LabFileCheck) => void) => {
    const input = text.text;
    setDone('');
    check.mutate(input, {
      onSuccess: (result) => {
        setChecked({ text: input, result });
        then?.(result);
      },
    });
  };
  const askToSave = () => look((result) => setAsking(result.problems.length === 0 && !result.forbidden));
  const save = () =>
    text.save.mutate(text.draft, {
      onSuccess: () => {
        setAsking(false);
        setChecked(undefined);
        setDone('Saved. It counts from now on.');
      },
      onError: (problem) => {
        if (!(problem instanceof ApiProblem && problem.code === 'CHANGED_MEANWHILE')) return;
        setAsking(false);
        void queries.invalidateQueries({ queryKey: labFileKey(file.lab) });
      },
    });
  const throwAway = () => {
    setDone('');
    text.settle(file.text);
  };
  return (
    <Panel title={`Lab file of ${file.lab}`} aside={<Link to="/help/reference/lab-file">What may stand in it</Link>}>
      <p className="quiet">
        What is saved here is <bdi>{file.source}</bdi> and counts at once; bookings stay as they are. Parts of web addresses that may be keys are not
        shown: leave <code>(hidden-1)</code> where it stands.
      </p>
      {text.elsewhere ? <Elsewhere mine={text.text} base={text.base} theirs={file.text} onTake={text.settle} /> : null}
      {text.changed && !text.elsewhere ? (
        <p className="quiet">
          Your changes are kept in this tab and not saved yet. <Button onClick={throwAway}>Throw them away</Button>
        </p>
      ) : null}
      {text.roomy ? null : <p className="problem">This tab has no room to keep your text. Save it before you leave the page.</p>}
      <TextArea ref={area} label={`Text of ${file.source}`} text={text.text} wrong={found?.problems.map((p) => p.line) ?? []} onChange={text.change} />
      <div className="buttons">
        <Button busy={check.isPending} onClick={() => look()}>
          Check
        </Button>
        <Button look="main" busy={check.isPending} disabled={!text.changed || text.elsewhere} onClick={askToSave}>
          Save
        </Button>
      </div>
      <Problem of={check.error} />
      <p role="status">{done}</p>
      {found ? <Findings check={found} onGo={(line, column) => area.current?.go(line, column)} /> : null}
      {asking && found ? (
        <SaveDialog check={found} source={file.source} busy={text.save.isPending} problem={text.save.error} onSave={save} onClose={() => setAsking(false)} />
      ) : null}
      {!asking && text.save.error && !text.elsewhere ? <Problem of={text.save.error} /> : null}
    </Panel>
  );
}
