import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { answer, type Api } from '../api/client';
import { useApi } from '../api/context';
import { useRead } from '../api/queries';
import type { LabFile } from '../api/types';
import { keepDraft, keptDraft } from './drafts';

export const labFileKey = (lab: string): string[] => ['lab-file', lab];

const read = (api: Api, lab: string): Promise<LabFile> => answer<LabFile>(api.GET('/labs/{lab}/file', { params: { path: { lab } } }));

/** The lab file as it is kept now. */
export const useLabFile = (lab: string) => useRead(labFileKey(lab), (api) => read(api, lab), lab !== '');

/** Changes the text of a lab in this tab, on top of what is not saved yet, and opens the editor with it. */
export function usePutInto(): (lab: string, edit: (text: string) => string) => Promise<void> {
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async (lab, edit) => {
    const file = await queries.fetchQuery({ queryKey: labFileKey(lab), queryFn: () => read(api, lab), staleTime: 0 });
    const draft = keptDraft(lab) ?? { text: file.text, version: file.version, base: file.text };
    if (!keepDraft(lab, { ...draft, text: edit(draft.text) })) throw new Error('This tab has no room for the text. Close other tabs of the pages and try again.');
    await navigate(`/admin/labs/${lab}/file`);
  };
}
