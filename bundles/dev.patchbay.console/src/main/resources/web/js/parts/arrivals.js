/* How one thing fared that somebody wanted to install. */
import { html, nothing } from '../../vendor/lit-html.js';
import { labelOf } from '../lib/bundles.js';
import { icon } from '../lib/icons.js';
import { link } from '../lib/router.js';
import { bytes, t } from '../lib/texts.js';
import { said, sentence } from './trouble.js';

const MARKS = { done: 'passed', refused: 'failed', left: 'skipped', stopped: 'skipped' };
const WORDS = { done: 'int.arrival.installed', refused: 'int.arrival.refused', left: 'int.arrival.left', stopped: 'int.arrival.stopped' };

const sending = (one) => html`<p>${t('int.arrival.sent', { sent: bytes(one.sent), total: bytes(one.total) })}</p>
  <div class="sending"><progress aria-label=${t('int.arrival.progress', { name: one.name })} max=${one.total || 1} .value=${one.sent}></progress>
    <button class="btn btn-s" type="button" @click=${() => one.abort.abort()}>${t('int.arrival.stop')}</button></div>`;

function done({ result, what, report }, names) {
  if (what === 'features') {
    return html`<p>${t('int.arrival.feature', { version: result.version, count: result.bundles.length })}</p>`;
  }
  const waiting = result.waiting?.length > 0;
  return html`<p>${report && report.fromVersion !== result.version
      ? t('int.arrival.updated', { name: labelOf(result, names), from: report.fromVersion, version: result.version })
      : t('int.arrival.runs', { name: labelOf(result, names), version: result.version })}
    ${waiting ? t('int.arrival.waiting') : nothing}</p>
    <p class="nexts">${result.providers.map((id) => html`<a href=${link('add', id)}>${t('int.arrival.add', { name: names.get(id)?.label ?? id })}</a>`)}</p>`;
}

/* no answer, signed out, too much at once, not now: it may go the next time */
const PASSING = [0, 401, 429, 502, 503];

/** The installer's own sentences; the kind of problem stands at the end, to be copied. */
const refused = (problem, again) => html`<div role="alert">
  <p>${problem.status === 401 ? t('int.arrival.session') : sentence(problem)}</p>
  ${problem.errors.length ? html`<ul class="reasons">${problem.errors.map((error) => html`<li><code>${error.field}</code>: ${said(error.message)}</li>`)}</ul>` : nothing}
  <p class="muted">${problem.title} ${problem.type ? html`<code>${problem.type}</code>` : nothing}</p>
  ${again && PASSING.includes(problem.status) ? html`<button class="btn btn-s" type="button" @click=${again}>${t('retry')}</button>` : nothing}</div>`;

function why(one, names) {
  switch (one.step) {
    case 'sending': return one.total ? sending(one) : nothing;
    case 'done': return done(one, names);
    case 'refused': return refused(one.problem, one.again);
    case 'left': case 'stopped': return html`<p>${t('int.offer.nothing-changed')}</p>`;
    default: return nothing;
  }
}

/** One of them. */
export function arrival(one, names) {
  const mark = MARKS[one.step];
  const name = one.result ? (one.what === 'features' ? one.result.name : labelOf(one.result, names)) : one.name;
  return html`<li class="is-${mark ?? 'waiting'}" tabindex="-1">${icon(`mark-${mark ?? 'note'}`)}
    <div class="run-line"><span class="run-name">${name}</span>
      <span class="run-word" role="status">${t(WORDS[one.step] ?? `int.arrival.${one.step}`)}</span></div>
    <div class="run-why">${why(one, names)}</div></li>`;
}
