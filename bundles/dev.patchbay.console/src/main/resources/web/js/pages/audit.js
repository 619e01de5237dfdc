/* The audit: who did what, newest first, and whether the chain of entries is whole. */
import { get, query } from '../lib/api.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { place, remember } from '../lib/router.js';
import { accountLabel, follow, state } from '../lib/state.js';
import { hasText, t } from '../lib/texts.js';
import { exact, time, utc } from '../lib/times.js';
import { ACTIONS, entryDetail, subjectOf } from '../parts/audit-words.js';
import { sentence, trouble } from '../parts/trouble.js';

const ROWS = 100;
const TYPING = 300;

class Audit extends Part {
  static properties = {
    items: { state: true }, next: { state: true }, loading: { state: true }, problem: { state: true }, check: { state: true },
  };

  constructor() {
    super();
    const asked = place().parameters;
    this.filter = { account: asked.get('account') ?? state.account, subject: asked.get('subject'), action: asked.get('action') };
    this.items = null;
    this.next = null;
    this.loading = false;
    this.problem = null;
    this.check = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.account = state.account;
    this.unfollow = follow(() => {
      if (state.session && this.account !== state.account) {
        this.account = state.account;
        this.narrow({ account: state.account });
      }
    });
    this.reload();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unfollow();
    clearTimeout(this.typing);
    this.abort?.abort();
  }

  narrow(parts) {
    Object.assign(this.filter, parts);
    this.reload();
  }

  typed(event) {
    const subject = event.target.value.trim() || null;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.narrow({ subject }), TYPING);
  }

  reload() {
    remember(this.filter);
    this.abort?.abort();
    this.next = null;
    return this.read(false);
  }

  async read(further) {
    const abort = new AbortController();
    this.abort = abort;
    this.loading = true;
    this.problem = null;
    try {
      const path = query('api/v1/admin/audit', { ...this.filter, limit: ROWS, cursor: further ? this.next : null });
      const page = await get(path, { signal: abort.signal });
      this.items = further ? [...this.items, ...page.items] : page.items;
      this.next = page.next;
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

  async verify() {
    if (this.check?.running) {
      return;
    }
    this.check = { running: true };
    try {
      this.check = { found: await get('api/v1/admin/audit/verify'), at: new Date() };
    } catch (problem) {
      this.check = { problem };
    }
  }

  template() {
    return html`<div class="page-head"><div><h1>${t('nav.audit')}</h1><p class="lede">${t('audit.what')}</p></div>
        <button class="btn push" type="button" @click=${this.verify}>${icon('seal')}${this.check?.running ? t('audit.checking') : t('audit.check')}</button></div>
      <div role="status">${this.check ? this.verdict() : nothing}</div>
      <section class="panel" aria-label=${t('nav.audit')}>${this.filters()}${trouble(this.problem, () => this.reload())}
        ${this.items ? this.items.length ? this.table() : this.empty() : this.problem ? nothing : html`<p class="body muted" role="status">${t('loading')}</p>`}
        ${this.items?.length ? this.foot() : nothing}</section>`;
  }

  verdict() {
    const { running, problem, found, at } = this.check;
    if (running) {
      return html`<section class="result gap-below" aria-busy="true"><p>${t('audit.checking.long')}</p></section>`;
    }
    if (problem) {
      return html`<section class="result is-bad gap-below"><p>${sentence(problem)}</p></section>`;
    }
    const { intact, checked, firstBad, detail } = found;
    return html`<section class="result gap-below ${intact ? '' : 'is-bad'}"><h2 class="mark is-${intact ? 'passed' : 'failed'}">${icon(`mark-${intact ? 'passed' : 'failed'}`)}
        ${intact ? t('audit.intact') : t('audit.broken', { seq: firstBad })}</h2>
      <p>${t('audit.checked', { count: checked })} ${intact ? '' : detail} <span class="muted">· ${time(at)}</span></p>
      ${intact ? nothing : html`<p class="read">${t('audit.broken.do')}</p>`}</section>`;
  }

  filters() {
    const { account, subject, action } = this.filter;
    const known = state.accounts.map((one) => [one.id, one.label]);
    const accounts = account && !known.some(([id]) => id === account) ? [...known, [account, account]] : known;
    const unknown = action && !Object.values(ACTIONS).flat().includes(action);
    return html`<div class="filters"><label class="search"><span class="vh">${t('audit.subject')}</span>${icon('search')}
        <input type="search" class="code" placeholder=${t('audit.subject.hint')} .value=${subject ?? ''} @input=${this.typed}></label>
      ${state.session.account ? nothing : html`<label><span class="vh">${t('account')}</span><select @change=${(event) => this.narrow({ account: event.target.value || null })}>
        <option value="" ?selected=${!account}>${t('account.all')}</option>
        ${accounts.map(([id, label]) => html`<option value=${id} ?selected=${id === account}>${label}</option>`)}</select></label>`}
      <label><span class="vh">${t('audit.action')}</span><select @change=${(event) => this.narrow({ action: event.target.value || null })}>
        <option value="" ?selected=${!action}>${t('audit.action.any')}</option>${unknown ? html`<option value=${action} selected>${action}</option>` : nothing}
        ${Object.entries(ACTIONS).map(([group, names]) => html`<optgroup label=${t(`audit.group.${group}`)}>
          ${names.map((name) => html`<option value=${name} ?selected=${name === action}>${t(`audit.did.${name}`)}</option>`)}</optgroup>`)}</select></label></div>`;
  }

  empty() {
    return html`<div class="empty"><p>${t('audit.nothing')}</p><button class="btn" type="button"
      @click=${() => this.narrow({ account: null, subject: null, action: null })}>${t('audit.clear')}</button></div>`;
  }

  table() {
    return html`<table class="rows log" role="table"><caption class="vh">${t('nav.audit')}</caption>
      <thead role="rowgroup"><tr role="row">${['when', 'what', 'who', 'account'].map((name) => html`
        <th role="columnheader" scope="col" class="c-${name}">${t(`audit.column.${name}`)}</th>`)}</tr></thead>
      <tbody role="rowgroup">${this.items.map((one) => this.row(one))}</tbody></table>`;
  }

  row(one) {
    return html`<tr role="row">
      <td role="cell" class="c-text num c-when"><time datetime=${one.at} title=${utc(one.at)}>${exact(one.at)}</time></td>
      <th role="rowheader" scope="row" class="c-text c-wide"><b>${hasText(`audit.did.${one.action}`) ? t(`audit.did.${one.action}`) : one.action}</b>
        ${one.count > 1 ? html`<span class="tag num">${t('audit.times', { count: one.count })}</span>` : nothing}
        <span class="sub">${subjectOf(one)}</span>${entryDetail(one)}</th>
      <td role="cell" class="c-text">${one.callerLabel}<span class="sub">${one.address || t('audit.inside')}</span></td>
      <td role="cell" class="c-text muted">${one.account ? accountLabel(one.account) : ''}</td></tr>`;
  }

  foot() {
    const count = this.items.length;
    return html`<div class="table-foot"><span class="num" role="status">${t(this.next ? 'audit.shown' : 'audit.shown.all', { count })}</span>
      ${this.next ? html`<button class="btn btn-s" type="button" @click=${() => this.loading || this.read(true)}>
        ${this.loading ? t('loading') : t('show-more', { count: ROWS })}</button>` : nothing}</div>`;
  }
}
define('pb-audit', Audit);
