import { useState } from 'react';
import type { Api } from '../api/client';
import { useChange, useProjects } from '../api/queries';
import type { Made } from '../api/types';
import { Button, Field, Problem } from '../ui/basics';
import { Dialog } from '../ui/Dialog';

export interface Sharing {
  sharing: string;
  project?: string;
}

interface ShareProps {
  /** Of the pod or config. */
  name: string;
  made: Made | undefined;
  save: (api: Api, sharing: Sharing, headers: { 'Idempotency-Key': string }) => Promise<unknown>;
  onClose: () => void;
}

/** Says with whom a pod or config is shared. */
export function Share({ name, made, save, onClose }: ShareProps) {
  const projects = useProjects();
  const [sharing, setSharing] = useState(made?.sharing ?? 'PRIVATE');
  const [project, setProject] = useState(made?.project ?? '');
  const share = useChange(save);
  const chosen = project || projects.data?.[0]?.name || '';
  return (
    <Dialog title={`Share ${name}`} onClose={onClose}>
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
