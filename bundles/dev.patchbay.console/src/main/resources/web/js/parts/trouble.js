/* A page's answer to a request that failed: what happened, and what to do. Nothing that was typed is touched. */
import { html, nothing } from '../../vendor/lit-html.js';
import { t } from '../lib/texts.js';

/** The sentence of a problem. */
export function sentence(problem) {
  if (problem.status === 0) {
    return t('offline');
  }
  if (problem.status === 503 || problem.status === 429) {
    return `${problem.detail || problem.title} ${t('busy', { count: problem.retryAfter ?? 5 })}`;
  }
  return problem.detail || problem.title || String(problem);
}

/** A banner for a problem, with a way to try again; nothing where there is none. */
export const trouble = (problem, retry = null) =>
  problem
    ? html`<section class="result is-bad" role="alert"><p>${sentence(problem)}</p>
        ${problem.errors?.length ? html`<ul class="read">${problem.errors.map((error) => html`<li><b>${error.field}</b>: ${error.message}</li>`)}</ul>` : nothing}
        ${retry ? html`<div class="form-foot"><button class="btn" type="button" @click=${retry}>${t('retry')}</button></div>` : nothing}</section>`
    : nothing;
