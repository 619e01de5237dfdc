/* What a form makes of a problem. */
import { Problem } from './api.js';

/** The same problem with these errors only: those that stand beside no field. Null where that leaves nothing to say. */
export function withErrors(problem, errors) {
  if (!problem || (problem.errors.length && !errors.length)) {
    return null;
  }
  const { status, type, title, detail, retryAfter } = problem;
  return new Problem(status, { type, title, detail, errors }, retryAfter);
}
