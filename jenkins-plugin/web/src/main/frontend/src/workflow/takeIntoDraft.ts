import { answer, draftContent, type Api } from '../api/client';
import type { Draft } from '../api/types';
import type { Plan } from './plan';

/** Puts what was made for a booking that is being put together into its draft. */
export async function takeIntoDraft(api: Api, id: string, part: Partial<Plan>): Promise<void> {
  const before = await answer<Draft>(api.GET('/drafts/{id}', { params: { path: { id } } }));
  await answer<Draft>(
    api.POST('/drafts/{id}/change', {
      params: { path: { id } },
      body: { title: before.title, content: draftContent({ ...before.content, ...part }), revision: before.revision },
    }),
  );
}
