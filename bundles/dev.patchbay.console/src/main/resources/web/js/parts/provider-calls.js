/* How it goes with the providers: who is calling, who waits, and who is kept out until somebody lets them in again. */
import { get, send } from '../lib/api.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { say } from '../lib/notices.js';
import { link } from '../lib/router.js';
import { number, t } from '../lib/texts.js';
import { trouble } from './trouble.js';

const busy = (one) => one.quarantine || one.calls || one.toMigrate || one.waitsForApproval;
const weight = (one) => (one.quarantine ? 2 : one.waitsForApproval ? 1 : 0);

class ProviderCalls extends Part {
  static properties = { items: { state: true }, threads: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.items = null;
    this.threads = [];
    this.problem = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.refresh();
  }

  /** Asks anew; what is shown stays until the answer is here. */
  async refresh() {
    try {
      const { items, lostThreads } = await get('api/v1/admin/providers');
      this.items = items;
      this.threads = lostThreads;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  async release(id) {
    try {
      await send('POST', `api/v1/admin/providers/${encodeURIComponent(id)}/release`);
      say(t('health.released', { provider: id }));
      await this.refresh();
      await this.focusOn('h2');
    } catch (problem) {
      this.problem = problem;
    }
  }

  template() {
    const shown = (this.items ?? []).filter(busy).sort((a, b) => weight(b) - weight(a) || b.calls - a.calls);
    const idle = (this.items ?? []).length - shown.length;
    return html`<section class="panel" aria-labelledby="calls"><div class="strip"><h2 id="calls" tabindex="-1">${t('health.providers')}</h2>
        ${this.items ? html`<span class="push muted">${t('health.idle', { count: idle })}</span>` : nothing}</div>
      ${trouble(this.problem, () => this.refresh())}
      ${shown.length ? this.table(shown) : this.items ? html`<p class="body muted">${t('health.providers.quiet')}</p>` : nothing}
      ${this.threads.length ? this.lost() : nothing}</section>`;
  }

  table(shown) {
    return html`<table class="rows" role="table"><caption class="vh">${t('health.providers')}</caption>
      <thead role="rowgroup"><tr role="row">${['provider', 'calls', 'state'].map((name) => html`
        <th role="columnheader" scope="col">${t(`health.column.${name}`)}</th>`)}<th role="columnheader" scope="col"><span class="vh">${t('health.column.do')}</span></th></tr></thead>
      <tbody role="rowgroup">${shown.map((one) => this.row(one))}</tbody></table>`;
  }

  row(one) {
    return html`<tr role="row"><th role="rowheader" scope="row" class="c-text"><b>${one.provider}</b><span class="sub code">${one.bundle}</span></th>
      <td role="cell" class="c-text num" data-label=${t('health.column.calls')}>${number(one.calls)}</td>
      <td role="cell" class="c-text c-wide">${one.quarantine
        ? html`<span class="status is-failing">${icon('jack-failing')}${t('health.quarantined')}</span><span class="why">${one.quarantine}</span>` : nothing}
        ${one.waitsForApproval ? html`<a href=${link('integrations')}>${t('health.waits')}</a> ` : nothing}
        ${one.toMigrate ? html`<span class="muted">${t('health.to-migrate', { count: one.toMigrate })}</span>` : nothing}
        ${!one.quarantine && one.calls ? html`<span class="muted">${t('health.calling')}</span>` : nothing}</td>
      <td role="cell" class="c-text">${one.quarantine ? html`<button class="btn btn-s" type="button" @click=${() => this.release(one.provider)}>
        ${t('health.release')}<span class="vh"> ${one.provider}</span></button>` : nothing}</td></tr>`;
  }

  lost() {
    return html`<div class="body"><p>${t('health.threads', { count: this.threads.length })}</p>
      <ul class="read">${this.threads.map((one) => html`<li><code>${one.thread}</code> ${one.provider}</li>`)}</ul></div>`;
  }
}
define('pb-provider-calls', ProviderCalls);
