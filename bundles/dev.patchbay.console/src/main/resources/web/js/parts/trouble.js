/* A page's answer to a request that failed: what happened, and what to do. Nothing that was typed is touched. */
import { html, nothing } from '../../vendor/lit-html.js';
import { current, hasText, t } from '../lib/texts.js';

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

/** A banner for a problem, with a way to try again; nothing where there is none. */
export const trouble = (problem, retry = null) =>
  problem
    ? html`<section class="result is-bad" role="alert"><p>${sentence(problem)}</p>
        ${problem.errors?.length ? html`<ul class="read">${problem.errors.map((error) => html`<li><b>${error.field}</b>: ${said(error.message)}</li>`)}</ul>` : nothing}
        ${retry ? html`<div class="form-foot"><button class="btn" type="button" @click=${retry}>${t('retry')}</button></div>` : nothing}</section>`
    : nothing;
