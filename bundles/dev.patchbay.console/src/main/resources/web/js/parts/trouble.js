/* A page's answer to a request that failed: what happened, and what to do. Nothing that was typed is touched. */
import { html, nothing } from '../../vendor/lit-html.js';
import { said, sentence } from '../lib/problems.js';
import { t } from '../lib/texts.js';

export { said, sentence };

/** A banner for a problem, with a way to try again; nothing where there is none. */
export const trouble = (problem, retry = null) =>
  problem
    ? html`<section class="result is-bad" role="alert"><p>${sentence(problem)}</p>
        ${problem.errors?.length ? html`<ul class="read">${problem.errors.map((error) => html`<li><b>${error.field}</b>: ${said(error.message)}</li>`)}</ul>` : nothing}
        ${retry ? html`<div class="form-foot"><button class="btn" type="button" @click=${retry}>${t('retry')}</button></div>` : nothing}</section>`
    : nothing;
