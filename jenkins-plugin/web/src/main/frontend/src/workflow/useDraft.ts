import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { answer, draftContent } from '../api/client';
import { useApi } from '../api/context';
import { ApiProblem } from '../api/problem';
import type { Draft } from '../api/types';
import { titleOf, type Plan } from './plan';

export type Kept = 'kept' | 'changed' | 'keeping' | 'unreachable' | 'elsewhere';

const QUIET_MILLIS = 500;
const AGAIN_MILLIS = 4000;

interface DraftState {
  plan: Plan;
  kept: Kept;
  problem?: unknown;
  change: (part: Partial<Plan>) => void;
  /** Sends at once what was not sent yet. */
  keep: () => Promise<void>;
  /** After a change elsewhere: goes on with that one, or with what is here. */
  settle: (mine: boolean) => Promise<void>;
}

/**
 * A draft that is kept on the server shortly after each change. What cannot be sent stays here and is sent again; what was changed
 * elsewhere in the meantime is never overwritten without asking.
 */
export function useDraft(draft: Draft): DraftState {
  const api = useApi();
  const queries = useQueryClient();
  const [plan, setPlan] = useState<Plan>(draft.content as Plan);
  const [kept, setKept] = useState<Kept>('kept');
  const [problem, setProblem] = useState<unknown>();
  const revision = useRef(draft.revision);
  const latest = useRef(plan);
  const dirty = useRef(false);
  const sending = useRef<Promise<void> | undefined>(undefined);

  const send = useCallback(async () => {
    while (dirty.current) {
      dirty.current = false;
      setKept('keeping');
      const content = latest.current;
      try {
        const next = await answer<Draft>(
          api.POST('/drafts/{id}/change', {
            params: { path: { id: String(draft.id) } },
            body: { title: titleOf(content), content: draftContent(content), revision: revision.current },
          }),
        );
        revision.current = next.revision;
        setProblem(undefined);
        setKept(dirty.current ? 'keeping' : 'kept');
      } catch (trouble) {
        dirty.current = true;
        setProblem(trouble);
        const elsewhere = trouble instanceof ApiProblem && trouble.code === 'CHANGED_MEANWHILE';
        setKept(elsewhere ? 'elsewhere' : 'unreachable');
        return;
      }
    }
    void queries.invalidateQueries({ queryKey: ['drafts'] });
  }, [api, draft.id, queries]);

  const keep = useCallback(async () => {
    sending.current ??= send().finally(() => {
      sending.current = undefined;
    });
    await sending.current;
  }, [send]);

  useEffect(() => {
    if (kept !== 'changed' && kept !== 'unreachable') return;
    const timer = setTimeout(() => void keep(), kept === 'changed' ? QUIET_MILLIS : AGAIN_MILLIS);
    return () => clearTimeout(timer);
  }, [kept, plan, keep]);

  const change = useCallback((part: Partial<Plan>) => {
    latest.current = { ...latest.current, ...part };
    dirty.current = true;
    setPlan(latest.current);
    setKept((before) => (before === 'elsewhere' ? before : 'changed'));
  }, []);

  const settle = useCallback(
    async (mine: boolean) => {
      const other = await answer<Draft>(api.GET('/drafts/{id}', { params: { path: { id: String(draft.id) } } }));
      revision.current = other.revision;
      if (!mine) {
        latest.current = other.content as Plan;
        dirty.current = false;
        setPlan(latest.current);
        setKept('kept');
        return;
      }
      await keep();
    },
    [api, draft.id, keep],
  );

  return { plan, kept, problem, change, keep, settle };
}
