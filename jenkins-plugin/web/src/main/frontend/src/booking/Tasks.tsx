import { useState } from 'react';
import { answer } from '../api/client';
import { useChange, useOperations } from '../api/queries';
import type { Booking, Operation, Task } from '../api/types';
import { Button, Empty, Problem, Progress, State } from '../ui/basics';
import { Time } from '../time/zone';
import { word } from '../ui/words';

/** The work on the pod: the operation under way with its tasks, and those before it. */
export function Tasks({ booking }: { booking: Booking }) {
  const [all, setAll] = useState(false);
  const operation = booking.operation;
  if (!operation) {
    return (
      <Empty>
        <p>Nothing was done yet. The machines are built when the booking starts.</p>
      </Empty>
    );
  }
  return (
    <>
      <OperationView operation={operation} />
      <Button onClick={() => setAll(!all)} aria-expanded={all}>
        {all ? 'Hide earlier work' : 'Show earlier work'}
      </Button>
      {all ? <Earlier booking={booking} latest={operation.id} /> : null}
    </>
  );
}

function Earlier({ booking, latest }: { booking: Booking; latest: string }) {
  const operations = useOperations(booking.id);
  const earlier = operations.data?.filter((o) => o.id !== latest) ?? [];
  if (operations.isPending) return <p className="loading">Loading earlier work …</p>;
  if (earlier.length === 0) return <p className="quiet">There was none.</p>;
  return earlier.map((operation) => <OperationView key={operation.id} operation={operation} />);
}

function OperationView({ operation }: { operation: Operation }) {
  const running = operation.state === 'RUNNING' || operation.state === 'QUEUED';
  return (
    <section className="operation" aria-label={`${word(operation.kind)} ${operation.id}`}>
      <h3>
        {word(operation.kind)} <State of={operation.state} />{' '}
        {running ? <Progress percent={operation.percent} label={`${word(operation.kind)} in all`} /> : null}
      </h3>
      {operation.reason ? <p className="problem">{operation.reason}</p> : null}
      <ol className="tasks">
        {operation.tasks.map((task) => (
          <TaskView key={task.task} task={task} />
        ))}
      </ol>
      {operation.consoleTail ? (
        <details>
          <summary>Last lines of the console</summary>
          <pre>{operation.consoleTail}</pre>
        </details>
      ) : null}
      {running && operation.kind !== 'PROVISION' ? <Stop operation={operation} /> : null}
    </section>
  );
}

function Stop({ operation }: { operation: Operation }) {
  const stop = useChange((api, id: string, headers) =>
    answer<Operation>(api.POST('/operations/{id}/cancel', { params: { path: { id }, header: headers } })),
  );
  return (
    <>
      <Button busy={stop.isPending} onClick={() => stop.mutate(operation.id)}>
        Stop it
      </Button>
      <Problem of={stop.error} />
    </>
  );
}

function TaskView({ task }: { task: Task }) {
  return (
    <li className={`task ${task.state.toLowerCase()}`}>
      <span className="task-title">{task.title}</span> <State of={task.state} />
      {task.state === 'RUNNING' ? <Progress percent={task.percent} label={task.title} /> : null}
      {task.message ? <p className="message">{task.message}</p> : null}
      {task.finishedAt ? (
        <p className="quiet">
          <Time at={task.finishedAt} seconds />
        </p>
      ) : null}
    </li>
  );
}
