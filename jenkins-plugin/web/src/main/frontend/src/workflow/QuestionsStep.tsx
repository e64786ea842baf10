import { Parameters } from '../ui/Parameters';
import { anyMistake } from '../ui/parameters';
import type { Facts, Mistakes } from './plan';
import type { StepProps } from './steps';

/** What the lab itself wants to know; the labs say it in their workflow files. */
export function QuestionsStep({ facts, mistakes, change }: StepProps) {
  const answers = facts.plan.answers ?? {};
  return (
    <>
      <p>Lab {facts.plan.lab} asks this of whoever books.</p>
      <Parameters parameters={facts.asks} values={answers} strict onChange={(to) => change({ answers: to })} />
      {mistakes.answers && !anyMistake(facts.asks, answers) ? (
        <p className="mistake" role="alert">
          {mistakes.answers}
        </p>
      ) : null}
    </>
  );
}

export const questionsMistakes = ({ asks, plan }: Facts): Mistakes => {
  const mistake = anyMistake(asks, plan.answers ?? {});
  return mistake ? { answers: mistake } : {};
};
