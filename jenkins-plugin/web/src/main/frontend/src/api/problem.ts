import type { ErrorBody } from './types';

/** A refusal of the API, in its own words. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = 'ApiProblem';
  }

  static of(status: number, body: unknown): ApiProblem {
    const { code, message, details } = (body ?? {}) as Partial<ErrorBody>;
    return new ApiProblem(
      status,
      typeof code === 'string' ? code : 'INTERNAL',
      typeof message === 'string' ? message : `The server answered with status ${status} and no explanation.`,
      details ?? {},
    );
  }
}

/** No answer came; whether the request was done is not known. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server does not answer. What you entered is kept; it is tried again when you press the button again.', {
      cause,
    });
    this.name = 'Unreachable';
  }
}

export function sentence(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}
