import type { Parameter } from '../api/types';

export type Values = Record<string, string>;

const LONGEST = 200;
const SHOWN = 30;

/** What is wrong with a value, in a sentence; undefined if nothing is. The server checks it again. */
export function parameterMistake(parameter: Parameter, value: string | undefined): string | undefined {
  if (!value) return parameter.standard === undefined ? 'Say it.' : undefined;
  if (value.length > LONGEST) return `At most ${LONGEST} characters, these are ${value.length}.`;
  if (parameter.choices.length > 0 && !parameter.choices.includes(value)) return `Choose one of ${parameter.choices.join(', ')}.`;
  if (parameter.pattern !== undefined && !matches(parameter.pattern, value)) return parameter.pattern.length > SHOWN ? 'It is not of the form that is asked for.' : `It must match ${parameter.pattern}.`;
  return undefined;
}

/** Patterns are Java's; one that the browser does not understand is left to the server. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(value);
  } catch {
    return true;
  }
}

export const anyMistake = (parameters: readonly Parameter[], values: Values): string | undefined =>
  parameters
    .map((parameter) => ({ parameter, mistake: parameterMistake(parameter, values[parameter.name]) }))
    .filter(({ mistake }) => mistake)
    .map(({ parameter, mistake }) => `${parameter.title}: ${mistake}`)[0];

/** What was said; what was left out gets its standard value from the server. */
export const said = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
