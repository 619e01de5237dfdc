/* What a page says of a problem, and what a form makes of it. */
import { html } from '../../vendor/lit-html.js';
import { Problem } from './api.js';
import { current, hasText, t } from './texts.js';

/** What the host, an app or its integration says: English, and marked so on a page in another language (WCAG 2.2, 3.1.2). */
export const said = (text) => (text && current() !== 'en' ? html`<span lang="en">${text}</span>` : text ?? '');

/* the kind of problem in the page's language; on an English page the host's own sentence says it all */
const kind = ({ type }) => (current() !== 'en' && hasText(`problem.${type}`) ? t(`problem.${type}`) : '');

/** The sentence of a problem. */
export function sentence(problem) {
  if (problem.status === 0) {
    return t('offline');
  }
  const again = [503, 429].includes(problem.status) ? t('busy', { count: problem.retryAfter ?? 5 }) : '';
  return html`${kind(problem)} ${said(problem.detail || problem.title || String(problem))} ${again}`;
}

/** The same problem with these errors only: those that stand beside no field. Null where that leaves nothing to say. */
export function withErrors(problem, errors) {
  if (!problem || (problem.errors.length && !errors.length)) {
    return null;
  }
  const { status, type, title, detail, retryAfter } = problem;
  return new Problem(status, { type, title, detail, errors }, retryAfter);
}
