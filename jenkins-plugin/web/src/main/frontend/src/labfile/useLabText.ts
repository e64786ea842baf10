import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer } from '../api/client';
import { useChange } from '../api/queries';
import type { LabFile } from '../api/types';
import { keepDraft, keptDraft, type LabDraft } from './drafts';
import { labFileKey } from './queries';

const fresh = (file: LabFile): LabDraft => ({ text: file.text, version: file.version, base: file.text });

/**
 * The text of a lab in this tab. What is not saved stays, whatever happens to the session, the server or the file; where the file was
 * changed by somebody else, both texts are there until one is chosen.
 */
export function useLabText(file: LabFile) {
  const queries = useQueryClient();
  const [kept, setKept] = useState<LabDraft>(() => keptDraft(file.lab) ?? fresh(file));
  const [roomy, setRoomy] = useState(true);
  const untouched = kept.text === kept.base || kept.text === file.text;
  const draft = untouched && kept.version !== file.version ? fresh(file) : kept;

  const take = (next: LabDraft) => {
    setKept(next);
    setRoomy(keepDraft(file.lab, next));
  };
  const saved = async (next: LabFile) => {
    await queries.cancelQueries({ queryKey: labFileKey(next.lab) });
    queries.setQueryData(labFileKey(next.lab), next);
    take(fresh(next));
  };
  const save = useChange(async (api, input: LabDraft, header) => {
    const next = await answer<LabFile>(
      api.POST('/labs/{lab}/file', { params: { path: { lab: file.lab }, header }, body: { text: input.text, version: input.version } }),
    );
    await saved(next);
    return next;
  });
  return {
    text: draft.text,
    base: draft.base,
    changed: draft.text !== draft.base,
    elsewhere: draft.version !== file.version,
    roomy,
    change: (text: string) => take({ ...draft, text }),
    /** Goes on from the text that is in the file now, with another one in the editor. */
    settle: (text: string) => take({ ...fresh(file), text }),
    save,
    draft,
  };
}
