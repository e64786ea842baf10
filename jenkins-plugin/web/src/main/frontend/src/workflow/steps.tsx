import type { ComponentType } from 'react';
import { CheckStep } from './CheckStep';
import { NetworksStep } from './NetworksStep';
import { PodStep } from './PodStep';
import { QuestionsStep, questionsMistakes } from './QuestionsStep';
import { SoftwareStep } from './SoftwareStep';
import { WhoStep } from './WhoStep';
import { podMistakes, softwareMistakes, whenMistakes, whoMistakes, type Facts, type Mistakes, type Plan } from './plan';

/** What a step is given. */
export interface StepProps {
  facts: Facts;
  /** What is wrong at which field; also what the API said of the last attempt. */
  mistakes: Mistakes;
  draft: number;
  change: (part: Partial<Plan>) => void;
}

/** A page of the workflow. Docs: docs/how-to/add-a-workflow-step.md. */
export interface Step {
  /** Its name in addresses. */
  id: string;
  title: string;
  Page: ComponentType<StepProps>;
  /** What must be put right before booking; by field. */
  mistakes: (facts: Facts) => Mistakes;
  /** Whether the step is there at all; always where this is left out. */
  when?: (facts: Facts) => boolean;
}

const none = (): Mistakes => ({});

/** The steps in their order. The last one checks and books. */
export const steps: Step[] = [
  { id: 'pod', title: 'Pod', Page: PodStep, mistakes: podMistakes },
  { id: 'networks', title: 'Networks', Page: NetworksStep, mistakes: none },
  { id: 'software', title: 'Software', Page: SoftwareStep, mistakes: softwareMistakes },
  { id: 'who', title: 'Who and when', Page: WhoStep, mistakes: (facts) => ({ ...whoMistakes(facts), ...whenMistakes(facts) }) },
  { id: 'questions', title: 'Questions', Page: QuestionsStep, mistakes: questionsMistakes, when: (facts) => facts.asks.length > 0 },
  { id: 'check', title: 'Check and book', Page: CheckStep, mistakes: none },
];
