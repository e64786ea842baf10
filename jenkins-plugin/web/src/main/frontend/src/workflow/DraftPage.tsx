import { useState } from 'react';
import { Link, NavLink, useNavigate, useParams } from 'react-router';
import { answer } from '../api/client';
import { ApiProblem } from '../api/problem';
import { useChange, useConfigsFor, useDraftRead, useLabs, usePods, useQuestions } from '../api/queries';
import type { Booking, Draft, NewBooking } from '../api/types';
import { useTitle } from '../app/title';
import { useNow } from '../time/zone';
import { Button, Empty, Loaded, Panel, Problem } from '../ui/basics';
import { fieldOf, podOf, requestOf, titleOf, type Facts, type Mistakes } from './plan';
import { steps as allSteps } from './steps';
import { useDraft, type Kept } from './useDraft';
import './workflow.css';

/** One step of putting a booking together. */
export function DraftPage() {
  const { draft: id = '' } = useParams();
  const draft = useDraftRead(id);
  if (draft.error instanceof ApiProblem && draft.error.status === 404) {
    return (
      <Empty>
        <h1>This draft is not here</h1>
        <p>
          It was booked or deleted, or it is somebody else’s. <Link to="/book">See your drafts</Link>.
        </p>
      </Empty>
    );
  }
  return (
    <Loaded query={draft} what="your draft">
      {draft.data ? <Workflow key={draft.data.id} draft={draft.data} /> : null}
    </Loaded>
  );
}

function Workflow({ draft }: { draft: Draft }) {
  const { step: at = 'pod' } = useParams();
  const navigate = useNavigate();
  const state = useDraft(draft);
  const { plan, kept, change, keep, settle } = state;
  const now = useNow(30_000);
  const pods = usePods();
  const pod = pods.data ? podOf({ plan, pods: pods.data }) : undefined;
  const configs = useConfigsFor(pod?.lab, pod?.pod.id);
  const labs = useLabs();
  const [refused, setRefused] = useState<Mistakes>({});
  const book = useChange((api, input: NewBooking, headers) =>
    answer<Booking>(api.POST('/bookings', { body: input, params: { header: headers } })),
  );
  const remove = useChange((api, id: string, headers) =>
    answer<Draft>(api.POST('/drafts/{id}/delete', { params: { path: { id }, header: headers } })),
  );
  const asks = useQuestions(plan.lab);
  const facts: Facts = { plan, pods: pods.data ?? [], configs: configs.data ?? [], labs: labs.data ?? [], asks: asks.data ?? [], now };
  const ready = pods.data && (configs.data || !pod) && labs.data && (asks.data || !plan.lab);
  const steps = allSteps.filter((s) => s.id === at || (s.when?.(facts) ?? true));
  const index = Math.max(0, steps.findIndex((step) => step.id === at));
  const step = steps[index]!;
  useTitle(`${step.title} – ${titleOf(plan)}`);
  const mistakes = steps.map((s) => (ready ? s.mistakes(facts) : {}));
  const wrong = mistakes.findIndex((m) => Object.keys(m).length > 0);
  const last = index === steps.length - 1;
  const changed: typeof change = (part) => {
    setRefused((before) => Object.fromEntries(Object.entries(before).filter(([name]) => !(name in part))));
    change(part);
  };
  const go = async (to: number) => {
    await keep();
    void navigate(`/book/${draft.id}/${steps[to]!.id}`);
  };
  const submit = () =>
    book.mutate(requestOf(plan), {
      onSuccess: (booking) => {
        remove.mutate(String(draft.id), { onSettled: () => void navigate(`/bookings/${booking.id}`) });
      },
      onError: (problem) => {
        const field = problem instanceof ApiProblem ? fieldOf(problem) : undefined;
        if (field) setRefused({ [field]: problem.message });
      },
    });
  const shown = { ...(mistakes[index] ?? {}), ...refused };
  return (
    <>
      <div className="page-head">
        <h1>{titleOf(plan)}</h1>
        <KeptNote kept={kept} />
      </div>
      {kept === 'elsewhere' ? <Elsewhere onSettle={(mine) => void settle(mine)} /> : null}
      <nav aria-label="Steps" className="steps">
        <ol>
          {steps.map((s, number) => (
            <li key={s.id}>
              <NavLink to={`/book/${draft.id}/${s.id}`} onClick={() => void keep()}>
                <span aria-hidden="true">{number + 1}</span> {s.title}
                {ready && Object.keys(mistakes[number] ?? {}).length > 0 && number < index ? <span className="mark"> (to be put right)</span> : null}
              </NavLink>
            </li>
          ))}
        </ol>
      </nav>
      <Panel title={step.title}>
        <Loaded query={pods} what="what the labs have">
          <step.Page facts={facts} mistakes={shown} draft={draft.id} change={changed} />
        </Loaded>
        {last && wrong >= 0 ? (
          <p className="problem" role="alert">
            {Object.values(mistakes[wrong] ?? {})[0]} <Link to={`/book/${draft.id}/${steps[wrong]!.id}`}>Put it right</Link>
          </p>
        ) : null}
        {last ? <Refusal problem={book.error} draft={draft.id} /> : null}
        <div className="buttons">
          {index > 0 ? <Button onClick={() => void go(index - 1)}>Back</Button> : null}
          {last ? (
            <Button look="main" busy={book.isPending || remove.isPending} disabled={wrong >= 0} onClick={submit}>
              Book
            </Button>
          ) : (
            <Button look="main" onClick={() => void go(index + 1)}>
              Go on
            </Button>
          )}
        </div>
      </Panel>
      <p className="quiet">
        What you enter is kept on the server. You can leave and go on later, also elsewhere: <Link to="/book">your drafts</Link>.
      </p>
    </>
  );
}

const STEP_OF: Record<string, string> = { pod: 'pod', config: 'software', answers: 'questions' };

function Refusal({ problem, draft }: { problem: Error | null; draft: number }) {
  if (!problem) return null;
  const field = problem instanceof ApiProblem ? fieldOf(problem) : undefined;
  return (
    <>
      <Problem of={problem} />
      {field ? <Link to={`/book/${draft}/${STEP_OF[field] ?? 'who'}`}>Go to where that is entered</Link> : null}
    </>
  );
}

const NOTES: Record<Kept, string> = {
  kept: 'Kept on the server',
  changed: 'Not kept yet …',
  keeping: 'Being kept …',
  unreachable: 'Not kept: the server does not answer. It is tried again; leave this page open.',
  elsewhere: 'Not kept: changed elsewhere',
};

function KeptNote({ kept }: { kept: Kept }) {
  return (
    <p role="status" className={kept === 'unreachable' || kept === 'elsewhere' ? 'problem' : 'quiet'}>
      {NOTES[kept]}
    </p>
  );
}

function Elsewhere({ onSettle }: { onSettle: (mine: boolean) => void }) {
  return (
    <div className="notice bad" role="alert">
      <p>This draft was changed in another window or on another device. Nothing is overwritten until you say which one to go on with.</p>
      <div className="buttons">
        <Button onClick={() => onSettle(false)}>Go on with the other one</Button>
        <Button onClick={() => onSettle(true)}>Go on with what is here</Button>
      </div>
    </div>
  );
}
