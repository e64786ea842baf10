import { Link, useNavigate } from 'react-router';
import { answer, draftContent } from '../api/client';
import { useChange, useDrafts, useMe } from '../api/queries';
import type { Draft } from '../api/types';
import { useTitle } from '../app/title';
import { Time } from '../time/zone';
import { Button, Empty, Loaded, Panel, Problem } from '../ui/basics';
import { titleOf, type Plan } from './plan';

/** Where a booking is begun step by step, and gone on with. */
export function DraftsPage() {
  useTitle('Book');
  const navigate = useNavigate();
  const me = useMe();
  const drafts = useDrafts();
  const begin = useChange((api, plan: Plan, headers) =>
    answer<Draft>(
      api.POST('/drafts', { body: { title: titleOf(plan), content: draftContent(plan) }, params: { header: headers } }),
    ),
  );
  const remove = useChange((api, id: string, headers) =>
    answer<Draft>(api.POST('/drafts/{id}/delete', { params: { path: { id }, header: headers } })),
  );
  if (me.data && !me.data.rights.includes('BOOK')) {
    return (
      <Empty>
        <h1>Book</h1>
        <p>Your account may look but not book; ask an admin of the lab for the right BOOK.</p>
      </Empty>
    );
  }
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Book step by step</h1>
          <p className="quiet">
            Pod, networks, software, who and for how long. In a hurry? <Link to="/">Two clicks on the home page</Link> do it, too.
          </p>
        </div>
        <Button
          look="main"
          busy={begin.isPending}
          onClick={() => begin.mutate({}, { onSuccess: (draft) => void navigate(`/book/${draft.id}/pod`) })}
        >
          Begin a booking
        </Button>
      </div>
      <Problem of={begin.error ?? remove.error} />
      <Panel title="My drafts">
        <Loaded query={drafts} what="your drafts">
          {drafts.data?.length ? (
            <ul className="cards">
              {drafts.data.map((draft) => (
                <li key={draft.id} className="card">
                  <h3>
                    <Link to={`/book/${draft.id}/pod`}>{draft.title || `Draft ${draft.id}`}</Link>
                  </h3>
                  <p className="quiet">
                    Changed <Time at={draft.changedAt} />
                  </p>
                  <Button aria-label={`Delete ${draft.title}`} busy={remove.isPending} onClick={() => remove.mutate(String(draft.id))}>
                    Delete
                  </Button>
                </li>
              ))}
            </ul>
          ) : (
            <Empty>
              <p>You have no draft. Press Begin a booking; you can leave at any step and go on later.</p>
            </Empty>
          )}
        </Loaded>
      </Panel>
    </>
  );
}
