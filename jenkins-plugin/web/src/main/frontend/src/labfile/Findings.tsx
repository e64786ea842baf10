import type { LabFileChange, LabFileCheck } from '../api/types';
import { Button, Problem } from '../ui/basics';
import { HeldBookings } from './HeldBookings';

const VERBS: Record<string, string> = { ADDED: 'is added', CHANGED: 'is changed', REMOVED: 'is taken out' };

/** Says one change in words, with how it was and how it is to be where that can be said. */
export function changeWords(change: LabFileChange): string {
  const values = change.before && change.after ? `: ${change.before} becomes ${change.after}` : change.after ? `: ${change.after}` : change.before ? `: ${change.before}` : '';
  return `${VERBS[change.kind] ?? change.kind}${values}`;
}

export function Changes({ check }: { check: LabFileCheck }) {
  return check.changes.length === 0 ? (
    <p>Nothing changes but comments and layout.</p>
  ) : (
    <ul className="findings" aria-label="What changes">
      {check.changes.map((change) => (
        <li key={`${change.part} ${change.name}`}>
          {change.part} <bdi>{change.name}</bdi> {changeWords(change)}
        </li>
      ))}
    </ul>
  );
}

/** What a check found: mistakes, each with its line, or what would change. */
export function Findings({ check, onGo }: { check: LabFileCheck; onGo: (line: number, column: number) => void }) {
  if (check.problems.length > 0) {
    return (
      <>
        <p role="alert" className="problem">
          {check.problems.length === 1 ? 'One thing is wrong.' : `${check.problems.length} things are wrong.`} Nothing was saved.
        </p>
        <ul className="findings" aria-label="What is wrong">
          {check.problems.map((problem) => (
            <li key={`${problem.line} ${problem.column} ${problem.path} ${problem.message}`}>
              {problem.line > 0 ? <Button onClick={() => onGo(problem.line, problem.column)}>Line {problem.line}</Button> : null} <code>{problem.path}</code>{' '}
              {problem.message}
            </li>
          ))}
        </ul>
      </>
    );
  }
  return (
    <>
      <p role="status">The text can be read. This would change:</p>
      <Changes check={check} />
      <HeldBookings check={check} />
      {check.forbidden ? <Problem of={check.forbidden} /> : null}
    </>
  );
}
