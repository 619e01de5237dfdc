/* OAuth clients: what was registered at the apps, for all accounts or for one. */
import { all } from '../lib/api.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { missing } from '../lib/oauth-client.js';
import { provider, providers } from '../lib/providers.js';
import { link } from '../lib/router.js';
import { accountLabel, follow, may, state } from '../lib/state.js';
import { t } from '../lib/texts.js';
import { time } from '../lib/times.js';
import '../parts/client-edit.js';
import '../parts/client-new.js';
import { status, tile } from '../parts/marks.js';
import { trouble } from '../parts/trouble.js';

const NEW = 'new';

class Clients extends Part {
  static properties = {
    client: { attribute: false }, items: { state: true }, names: { state: true }, lacks: { state: true }, problem: { state: true },
  };

  constructor() {
    super();
    this.client = null;
    this.items = null;
    this.names = new Map();
    this.lacks = new Map();
    this.problem = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.unfollow = follow(() => state.session && this.account !== state.account && !this.client && this.load());
    providers().then((names) => (this.names = names)).catch(() => (this.names = new Map()));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unfollow();
  }

  willUpdate(changed) {
    if (changed.has('client') && !this.client) {
      this.load();
    }
  }

  async load() {
    this.account = state.account;
    try {
      const items = await all('api/v1/oauth-clients', { account: state.account });
      this.problem = null;
      this.items = items;
      this.findOut(items.filter((one) => !one.complete));
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** What each unfinished one still lacks, as far as its provider is here to say so. */
  async findOut(unfinished) {
    const lacks = new Map();
    await Promise.all(unfinished.map(async (one) => {
      const { definition } = await provider(one.provider).catch(() => ({}));
      const method = definition?.methods.find((each) => each.id === one.method);
      lacks.set(one.id, method ? missing(method, one.values, definition.translations) : []);
    }));
    this.lacks = lacks;
  }

  template() {
    if (this.client === NEW) {
      return html`<pb-client-new></pb-client-new>`;
    }
    return this.client ? html`<pb-client-edit .client=${this.client}></pb-client-edit>` : this.list();
  }

  list() {
    const mayAdd = may('write') || may('admin');
    return html`<div class="page-head"><div><h1>${t('nav.clients')}</h1><p class="lede">${this.lede()}</p></div>
        ${mayAdd ? html`<a class="btn btn-go push" href=${link('clients', NEW)}>${icon('plus')}${t('clients.add')}</a>` : nothing}</div>
      ${trouble(this.problem, () => this.load())}
      ${this.items === null
        ? this.problem ? nothing : html`<p class="muted" role="status">${t('loading')}</p>`
        : html`<section class="panel" aria-label=${t('nav.clients')}>${this.items.length ? this.table() : this.empty()}</section>`}`;
  }

  lede() {
    const count = (this.items ?? []).filter((one) => !one.complete).length;
    return `${t('clients.what')} ${count ? t('clients.unfinished', { count }) : ''}`;
  }

  empty() {
    return html`<div class="empty"><h2>${t('clients.empty')}</h2><p class="read muted">${t('clients.empty.how')}</p></div>`;
  }

  table() {
    return html`<table class="rows" role="table"><caption class="vh">${t('nav.clients')}</caption>
      <thead role="rowgroup"><tr role="row">${['client', 'account', 'state', 'used', 'changed'].map((name) => html`
        <th role="columnheader" scope="col" class="c-${name}">${t(`clients.column.${name}`)}</th>`)}</tr></thead>
      <tbody role="rowgroup">${this.items.map((one) => this.row(one))}</tbody></table>`;
  }

  row(one) {
    const app = this.names.get(one.provider) ?? { id: one.provider, label: one.provider };
    const way = app.methods?.length > 1 ? app.methods.find((each) => each.id === one.method)?.label : null;
    const lacks = this.lacks.get(one.id) ?? [];
    return html`<tr role="row">
      <th role="rowheader" scope="row" class="c-name"><a class="who" href=${link('clients', one.id)}>${tile(app)}
        <span><b>${one.label}</b><span class="sub">${[app.label, way].filter(Boolean).join(' · ')}</span></span></a></th>
      <td role="cell" class="c-text" data-label=${t('clients.column.account')}>${one.account ? accountLabel(one.account) : t('account.all')}</td>
      <td role="cell" class="c-text">${one.complete ? status('ready') : html`${status('pending')}
        <span class="why">${lacks.length ? t('clients.lacks', { names: lacks.join(', ') }) : t('clients.begun')}</span>`}</td>
      <td role="cell" class="c-text num" data-label=${one.connections ? t('clients.column.used') : nothing}>${one.connections
        ? html`<a href=${link('connections', { provider: one.provider })}>${t('clients.connections', { count: one.connections })}</a>`
        : html`<span class="muted">${t('clients.unused')}</span>`}</td>
      <td role="cell" class="c-text num muted">${time(one.updatedAt)}</td></tr>`;
  }
}
define('pb-clients', Clients);
