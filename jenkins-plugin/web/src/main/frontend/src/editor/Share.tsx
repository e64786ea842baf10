import { useState } from 'react';
import { answer } from '../api/client';
import { useChange, useProjects } from '../api/queries';
import type { Pod } from '../api/types';
import { Button, Field, Problem } from '../ui/basics';
import { Dialog } from '../ui/Dialog';

/** Says with whom a pod is shared. */
export function Share({ pod, onClose }: { pod: Pod; onClose: () => void }) {
  const projects = useProjects();
  const [sharing, setSharing] = useState(pod.made?.sharing ?? 'PRIVATE');
  const [project, setProject] = useState(pod.made?.project ?? '');
  const share = useChange((api, input: { sharing: string; project?: string }, headers) =>
    answer<Pod>(
      api.POST('/pods/{pod}/share', {
        params: { path: { pod: pod.pod.id }, query: { lab: pod.lab }, header: headers },
        body: input,
      }),
    ),
  );
  const chosen = project || projects.data?.[0]?.name || '';
  return (
    <Dialog title={`Share ${pod.pod.id}`} onClose={onClose}>
      <Field label="With">
        {(ids) => (
          <select {...ids} value={sharing} onChange={(e) => setSharing(e.target.value)}>
            <option value="PRIVATE">nobody</option>
            <option value="PROJECT">the members of a project</option>
            <option value="PUBLIC">everybody</option>
          </select>
        )}
      </Field>
      {sharing === 'PROJECT' ? (
        <Field label="Project" hint={projects.data?.length === 0 ? 'You are in no project. Make one with the chat: project make NAME.' : undefined}>
          {(ids) => (
            <select {...ids} value={chosen} onChange={(e) => setProject(e.target.value)}>
              {projects.data?.map((p) => (
                <option key={p.name}>{p.name}</option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      <Problem of={share.error} />
      <div className="buttons">
        <Button
          look="main"
          busy={share.isPending}
          onClick={() => share.mutate(sharing === 'PROJECT' ? { sharing, project: chosen } : { sharing }, { onSuccess: onClose })}
        >
          Save
        </Button>
        <Button onClick={onClose}>Go back</Button>
      </div>
    </Dialog>
  );
}
