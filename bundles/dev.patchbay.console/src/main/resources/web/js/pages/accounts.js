/* Accounts: whose connections there are, and how the pages look that their people see. */
import { get, query } from '../lib/api.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { chooseAccount, state } from '../lib/state.js';
import { go, link } from '../lib/router.js';
import { t } from '../lib/texts.js';
import '../parts/account-edit.js';
import { accountTile } from '../parts/account-head.js';
import { textField } from '../parts/form.js';
import { trouble } from '../parts/trouble.js';

const ROWS = 100;
const TYPING = 200;
const ID = /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$/;

class Accounts extends Part {
  static properties = {
    account: { attribute: false }, items: { state: true }, problem: { state: true }, next: { state: true }, loading: { state: true }, typed: { state: true }, fault: { state: true },
  };

  constructor() {
    super();
    this.account = null;
    this.items = null;
    this.problem = null;
    this.q = '';
    this.next = null;
    this.loading = false;
    this.typed = '';
    this.fault = null;
  }

  willUpdate(changed) {
    if (changed.has('account') && !this.account) {
      this.load();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.typing);
    this.abort?.abort();
  }

  search(event) {
    this.q = event.target.value.trim();
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.load(), TYPING);
  }

  /** From the beginning; what is shown stays until the first rows are here. */
  load() {
    this.abort?.abort();
    return this.read([], null);
  }

  /** The next rows after those; a page of the API may be short, or empty, and still have a next one. */
  async read(before, cursor) {
    const abort = new AbortController();
    this.abort = abort;
    this.loading = true;
    this.problem = null;
    try {
      const rows = [];
      let next = cursor;
      do {
        const page = await get(query('api/v1/accounts', { q: this.q, limit: ROWS, cursor: next }), { signal: abort.signal });
        rows.push(...page.items);
        next = page.next;
      } while (next && rows.length < ROWS);
      this.items = [...before, ...rows];
      this.next = next;
    } catch (problem) {
      if (problem.name !== 'AbortError') {
        this.problem = problem;
      }
    } finally {
      if (this.abort === abort) {
        this.loading = false;
      }
    }
  }

  /** An account is there as soon as it is named: describing it is opening its page. */
  async open(event) {
    event.preventDefault();
    const id = this.typed.trim();
    if (!ID.test(id)) {
      this.fault = t('accounts.id.wrong');
      await this.focusOn('#new-account');
      return;
    }
    this.typed = '';
    this.fault = null;
    go(link('accounts', id));
  }

  template() {
    return this.account ? html`<pb-account-edit .account=${this.account}></pb-account-edit>` : this.list();
  }

  list() {
    return html`<div class="page-head"><div><h1>${t('nav.accounts')}</h1><p class="lede">${t('accounts.what')}</p></div></div>
      ${trouble(this.problem, () => this.load())}
      ${this.items ? html`<section class="panel" aria-label=${t('nav.accounts')}>
          <div class="filters"><label class="search"><span class="vh">${t('accounts.search')}</span>${icon('search')}
            <input type="search" placeholder=${t('accounts.search')} .value=${this.q} @input=${this.search}></label></div>
          ${this.rows()}${this.foot()}</section>`
        : this.problem ? nothing : html`<p class="muted" role="status">${t('loading')}</p>`}
      ${state.session.account ? nothing : this.begin()}`;
  }

  rows() {
    if (!this.items.length) {
      return html`<p class="body muted" role="status">${t(this.q ? 'accounts.nothing' : 'accounts.empty')}</p>`;
    }
    return html`<table class="rows" role="table"><caption class="vh">${t('nav.accounts')}</caption>
      <thead role="rowgroup"><tr role="row">${['account', 'connections', 'looks', 'shop'].map((name) => html`
        <th role="columnheader" scope="col" class="c-${name}">${t(`accounts.column.${name}`)}</th>`)}</tr></thead>
      <tbody role="rowgroup">${this.items.map((one) => this.row(one))}</tbody></table>`;
  }

  row(one) {
    const { name, color, logoUrl } = one.branding;
    const looks = [name, color, logoUrl ? t('accounts.logo') : null].filter(Boolean);
    return html`<tr role="row">
      <th role="rowheader" scope="row" class="c-name"><a class="who" href=${link('accounts', one.id)}>${accountTile(one)}
        <span><b>${one.label}</b><span class="sub code">${one.id}</span></span></a></th>
      <td role="cell" class="c-text num" data-label=${t('accounts.column.connections')}>${one.connections
        ? html`<a href=${link('connections')} @click=${() => chooseAccount(one.id)}>${t('accounts.connections', { count: one.connections })}</a>`
        : html`<span class="muted">${t('accounts.no-connections')}</span>`}</td>
      <td role="cell" class="c-text" data-label=${t('accounts.column.looks')}>${looks.length ? looks.join(' · ') : html`<span class="muted">${t('accounts.plain')}</span>`}</td>
      <td role="cell" class="c-text" data-label=${t('accounts.column.shop')}>${one.ownShop ? html`<code>${one.ownShop}</code>` : html`<span class="muted">${t('accounts.no-shop')}</span>`}</td></tr>`;
  }

  foot() {
    return this.next ? html`<div class="table-foot"><span class="num" role="status">${t('shown.some', { to: this.items.length })}</span>
      <button class="btn btn-s" type="button" @click=${() => this.loading || this.read(this.items, this.next)}>
        ${this.loading ? t('loading') : t('show-more', { count: ROWS })}</button></div>` : nothing;
  }

  begin() {
    return html`<section class="panel" aria-labelledby="begin-title"><div class="strip"><h2 id="begin-title">${t('accounts.begin')}</h2></div>
      <form class="body narrow" novalidate @submit=${this.open}>
        ${textField({ id: 'new-account', label: t('accounts.id'), help: t('accounts.id.help'), code: true, maxLength: 128, fault: this.fault,
          value: this.typed, onInput: (typed) => (this.typed = typed) })}
        <div class="form-foot"><button class="btn" type="submit">${t('accounts.begin.do')}</button></div></form></section>`;
  }
}
define('pb-accounts', Accounts);
