import type { ApiProblem } from '../api/problem';
import type { Config, Lab, NewBooking, Parameter, Pod } from '../api/types';
import { isoMillis, spoken } from '../time/lengths';
import { said, type Values } from '../ui/parameters';

/** What was entered of a booking so far; everything may be missing. */
export interface Plan {
  lab?: string;
  pod?: string;
  config?: string;
  owner?: string;
  collaborators?: string[];
  purpose?: string;
  project?: string;
  start?: string;
  length?: string;
  mayWait?: boolean;
  /** To what the lab asks, by name of the question. */
  answers?: Values;
  /** What further steps of the lab keep, by the id of the step. */
  more?: Record<string, unknown>;
}

export type Field = 'pod' | 'config' | 'owner' | 'collaborators' | 'purpose' | 'project' | 'start' | 'length' | 'answers';
export type Mistakes = Partial<Record<Field, string>>;

/** What a step may look at: the plan, and what the labs have. */
export interface Facts {
  plan: Plan;
  pods: Pod[];
  /** Those that go onto the machines of the plan's pod. */
  configs: Config[];
  labs: Lab[];
  /** What the plan's lab asks whoever books. */
  asks: Parameter[];
  now: number;
}

export const podOf = ({ plan, pods }: Pick<Facts, 'plan' | 'pods'>): Pod | undefined =>
  pods.find((p) => p.lab === plan.lab && p.pod.id === plan.pod);

export const policyOf = ({ plan, labs }: Facts): Record<string, unknown> =>
  labs.find((lab) => lab.id === plan.lab)?.policy ?? {};

const NAME = /^[A-Za-z0-9._@-]{1,128}$/;
const MAX_PURPOSE = 500;
const MAX_PROJECT = 100;

export function podMistakes(facts: Facts): Mistakes {
  if (!facts.plan.pod) return { pod: 'Choose a pod.' };
  const pod = podOf(facts);
  if (pod?.closed) return { pod: facts.labs.find((lab) => lab.id === pod.lab)?.whyNot ?? `Lab ${pod.lab} does not let you book.` };
  if (!pod) return { pod: `Pod ${facts.plan.pod} is not there any more, or not shared with you. Choose another one.` };
  return {};
}

export function softwareMistakes(facts: Facts): Mistakes {
  const { config } = facts.plan;
  const pod = podOf(facts);
  if (!config || !pod) return {};
  if (facts.configs.some((c) => c.config.id === config)) return {};
  return { config: `Software ${config} is not there any more, or does not go onto the machines of pod ${pod.pod.id}. Choose another one.` };
}

export function whoMistakes({ plan }: Facts): Mistakes {
  const mistakes: Mistakes = {};
  if (plan.owner && !NAME.test(plan.owner)) mistakes.owner = 'An account name has letters, digits, dots, hyphens and @ only.';
  const bad = (plan.collaborators ?? []).find((name) => !NAME.test(name));
  if (bad) mistakes.collaborators = `“${bad}” is no account name; separate names by commas.`;
  if ((plan.purpose ?? '').length > MAX_PURPOSE) mistakes.purpose = `At most ${MAX_PURPOSE} characters, these are ${plan.purpose?.length}.`;
  if ((plan.project ?? '').length > MAX_PROJECT) mistakes.project = `At most ${MAX_PROJECT} characters, these are ${plan.project?.length}.`;
  return mistakes;
}

export function whenMistakes(facts: Facts): Mistakes {
  const mistakes: Mistakes = {};
  const policy = policyOf(facts);
  const length = isoMillis(facts.plan.length);
  const min = isoMillis(policy['min-length']);
  const max = isoMillis(policy['max-length']);
  if (length !== undefined && min !== undefined && length < min) mistakes.length = `At least ${spoken(min)} in this lab.`;
  if (length !== undefined && max !== undefined && length > max) mistakes.length = `At most ${spoken(max)} in this lab.`;
  const start = facts.plan.start ? Date.parse(facts.plan.start) : undefined;
  const horizon = isoMillis(policy['horizon']);
  if (start !== undefined && start < facts.now - 60_000) mistakes.start = 'This time is over. Leave it empty to begin now.';
  if (start !== undefined && horizon !== undefined && start > facts.now + horizon) mistakes.start = `At most ${spoken(horizon)} ahead in this lab.`;
  return mistakes;
}

/** The booking that a plan asks for. */
export function requestOf(plan: Plan): NewBooking {
  const text = (value: string | undefined) => value?.trim() || undefined;
  return {
    lab: plan.lab,
    pod: plan.pod,
    config: text(plan.config),
    owner: text(plan.owner),
    collaborators: plan.collaborators?.length ? plan.collaborators : undefined,
    purpose: text(plan.purpose),
    project: text(plan.project),
    start: plan.start,
    length: plan.length,
    mayWait: plan.mayWait ?? false,
    answers: plan.answers ? said(plan.answers) : undefined,
  };
}

const BY_CODE: Record<string, Field> = {
  UNKNOWN_POD: 'pod',
  UNKNOWN_LAB: 'pod',
  TOO_LARGE: 'pod',
  UNKNOWN_CONFIG: 'config',
  POD_TAKEN: 'start',
  POLICY: 'length',
  QUOTA: 'owner',
};
const FIELDS: Field[] = ['pod', 'config', 'owner', 'collaborators', 'purpose', 'project', 'start', 'length', 'answers'];

/** At which field a refusal of the API belongs; undefined if at none. */
export function fieldOf(problem: ApiProblem): Field | undefined {
  if (problem.code !== 'INVALID') return BY_CODE[problem.code];
  return FIELDS.find((field) => problem.message.startsWith(field));
}

export const titleOf = (plan: Plan): string =>
  (plan.purpose?.trim() || (plan.pod ? `Booking of ${plan.pod}` : 'New booking')).replace(/\p{Cc}/gu, ' ').slice(0, 100);
