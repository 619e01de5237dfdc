/* One account: its name, its looks with a preview, its own shop, and the apps its steps need no connection for. */
import { Problem, query, send } from '../lib/api.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { ask, say } from '../lib/notices.js';
import { providers } from '../lib/providers.js';
import { go, link } from '../lib/router.js';
import { chooseAccount, loadAccounts, may } from '../lib/state.js';
import { t } from '../lib/texts.js';
import { time } from '../lib/times.js';
import './account-head.js';
import './account-looks.js';
import { described, faultOf, focusFault, rest, textField } from './form.js';
import { trouble } from './trouble.js';

const path = (id) => `api/v1/accounts/${encodeURIComponent(id)}`;
const SHOWN = ['label', 'branding.name', 'branding.color', 'branding.logoUrl', 'ownShop'];
const PARTS = ['label', 'name', 'color', 'logoUrl', 'ownShop', 'notRequired'];

/** What is edited of an account, flat; what it does not have is empty. */
const flat = (one) => ({
  label: one.updatedAt || one.label !== one.id ? one.label : '', name: one.branding.name ?? '', color: one.branding.color ?? '',
  logoUrl: one.branding.logoUrl ?? '', ownShop: one.ownShop ?? '', notRequired: one.notRequired,
});
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

class AccountEdit extends Part {
  static properties = {
    account: { attribute: false }, stored: { state: true }, typed: { state: true }, names: { state: true }, problem: { state: true },
    changed: { state: true }, busy: { state: true },
  };

  constructor() {
    super();
    this.names = new Map();
    this.reset();
  }

  reset() {
    this.stored = null;
    this.typed = {};
    this.problem = null;
    this.changed = null;
    this.busy = false;
  }

  willUpdate(changed) {
    if (changed.has('account')) {
      this.reset();
      this.load();
    }
  }

  async load() {
    const id = this.account;
    this.problem = null;
    providers().then((names) => (this.names = names)).catch(() => (this.names = new Map()));
    try {
      const { data, etag } = await send('GET', path(id));
      if (id === this.account) {
        this.etag = etag;
        this.stored = data;
      }
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** As stored, with what was typed over it. */
  now() {
    return { ...flat(this.stored), ...this.typed };
  }

  set(parts) {
    this.typed = { ...this.typed, ...parts };
  }

  body() {
    const { label, name, color, logoUrl, ownShop, notRequired } = this.now();
    const text = (value) => value.trim() || null;
    return { label: text(label), branding: { name: text(name), color: text(color), logoUrl: text(logoUrl) }, ownShop: text(ownShop), notRequired };
  }

  async submit(event) {
    event.preventDefault();
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      const { data, etag } = await send('PUT', path(this.account), { body: this.body(), headers: { 'If-Match': this.etag } });
      this.stored = { ...this.stored, ...data, branding: data.branding, ownShop: data.ownShop };
      this.etag = etag;
      this.typed = {};
      this.changed = null;
      say(t('accounts.saved', { name: data.label }));
      await loadAccounts();
    } catch (problem) {
      await this.refused(problem);
    } finally {
      this.busy = false;
    }
  }

  /** Somebody else changed it meanwhile: what is stored now is told, and what was typed stays. */
  async refused(problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    if (problem.status === 412) {
      const before = flat(this.stored);
      const { data, etag } = await send('GET', path(this.account));
      this.stored = data;
      this.etag = etag;
      this.changed = PARTS.filter((part) => !same(before[part], flat(data)[part]))
        .map((part) => ({ part, value: flat(data)[part], mine: part in this.typed }));
    } else {
      this.problem = problem;
    }
    await focusFault(this);
  }

  async forget() {
    const { label, connections } = this.stored;
    const answer = await ask({
      title: t('accounts.forget.title', { name: label }),
      body: html`<p>${t('accounts.forget.why')}</p><p class="muted">${connections === 0 ? '' : t('accounts.forget.keeps')}</p>`,
      actions: [{ label: t('cancel'), first: true }, { label: t('accounts.forget'), kind: 'destroy', value: 'forget' }],
    });
    if (answer !== 'forget') {
      return;
    }
    try {
      await send('DELETE', query(path(this.account), { force: true }));
      say(t('accounts.forgotten', { name: label }));
      await loadAccounts();
      go(link('accounts'), { replace: true });
    } catch (problem) {
      this.problem = problem;
      await focusFault(this);
    }
  }

  template() {
    const back = html`<a class="crumb" href=${link('accounts')}>${icon('left')}${t('nav.accounts')}</a>`;
    if (!this.stored) {
      return html`<div class="page-head"><div>${back}<h1>${this.problem?.status === 404 ? t('nothing.title') : this.account}</h1></div></div>
        ${this.problem ? trouble(this.problem, () => this.load()) : html`<p class="muted" role="status">${t('loading')}</p>`}`;
    }
    const { id, label, updatedAt } = this.stored;
    return html`<div class="page-head"><div>${back}<h1>${label}</h1><p class="lede"><code>${id}</code> · ${updatedAt
        ? html`${t('accounts.changed')} ${time(updatedAt)}` : t('accounts.undescribed')}</p></div>
        <a class="btn push" href=${link('connections')} @click=${() => chooseAccount(id)}>${t('nav.connections')}</a></div>
      ${this.changed ? this.conflict() : nothing}${trouble(rest(this.problem, [...SHOWN, ...this.listed()]))}
      <form novalidate @submit=${this.submit} class="cols">
        <div class="panel body">${this.fields()}${may('admin') ? html`<div class="form-foot">
          <button class="btn btn-go" type="submit">${this.busy ? t('accounts.saving') : t('accounts.save')}</button>
          ${updatedAt ? html`<button class="btn btn-danger push" type="button" @click=${this.forget}>${t('accounts.forget')}</button>` : nothing}</div>` : nothing}</div>
        ${this.preview()}</form>`;
  }

  listed() {
    return (this.problem?.errors ?? []).map((error) => error.field).filter((name) => name.startsWith('notRequired'));
  }

  conflict() {
    const shown = ({ part, value }) => (part === 'logoUrl' ? '' : `: ${Array.isArray(value) ? value.join(', ') || '–' : value || '–'}`);
    return html`<section class="banner" role="alert">${icon('jack-reconnect')}<div><h2>${t('accounts.conflict')}</h2>
      <ul class="read">${this.changed.map((one) => html`<li><b>${t(`accounts.part.${one.part}`)}</b>${shown(one)} ${one.mine ? t('accounts.conflict.mine') : ''}</li>`)}</ul>
      <p>${t('accounts.conflict.kept')}</p></div></section>`;
  }

  fields() {
    const now = this.now();
    const fault = (name) => this.problem?.of(name) ?? null;
    return html`${textField({ id: 'account-label', label: t('accounts.part.label'), help: t('accounts.label.help'), fault: fault('label'), optional: true,
        maxLength: 128, example: this.stored.id, value: now.label, onInput: (label) => this.set({ label }) })}
      <pb-account-looks .value=${now} .faults=${{ name: fault('branding.name'), color: fault('branding.color'), logoUrl: fault('branding.logoUrl') }}
        @looks=${(event) => this.set(event.detail)}></pb-account-looks>
      ${textField({ id: 'own-shop', label: t('accounts.part.ownShop'), help: t('accounts.shop.help'), fault: fault('ownShop'), optional: true, code: true,
        example: 'example-shop.myshopify.com', value: now.ownShop, onInput: (ownShop) => this.set({ ownShop }) })}
      ${this.notRequired(now.notRequired)}`;
  }

  notRequired(ids) {
    const label = (id) => this.names.get(id)?.label ?? id;
    const others = [...this.names.values()].filter((one) => !ids.includes(one.id)).sort((a, b) => a.label.localeCompare(b.label));
    const fault = this.problem?.errors.find((error) => error.field.startsWith('notRequired'))?.message ?? null;
    return html`<div class="field" role="group" aria-labelledby="none-needed"><span class="label" id="none-needed">${t('accounts.part.notRequired')}
        <span class="opt">(${t('optional')})</span></span>
      ${ids.length ? html`<ul class="tags">${ids.map((id) => html`<li class="tag">${label(id)}<button class="tag-x" type="button" aria-label=${t('accounts.take-off', { name: label(id) })}
        @click=${() => this.takeOff(id)}>${icon('x')}</button></li>`)}</ul>` : nothing}
      <select id="none-needed-add" aria-label=${t('accounts.add-app')} aria-invalid=${fault ? 'true' : nothing} aria-describedby=${described('none-needed', 'help', fault)}
        @change=${(event) => this.putOn(event.target)}><option value="">${t('accounts.add-app')}</option>
        ${others.map((one) => html`<option value=${one.id}>${one.label}</option>`)}</select>
      ${faultOf('none-needed', fault)}<p class="help" id="none-needed-help">${t('accounts.not-required.help')}</p></div>`;
  }

  putOn(select) {
    if (select.value) {
      this.set({ notRequired: [...this.now().notRequired, select.value] });
      select.value = '';
    }
  }

  async takeOff(id) {
    this.set({ notRequired: this.now().notRequired.filter((one) => one !== id) });
    await this.focusOn('#none-needed-add');
  }

  preview() {
    const now = this.now();
    const account = { label: now.label || this.stored.id, branding: { name: now.name, color: now.color, logoUrl: now.logoUrl } };
    return html`<aside class="panel" aria-labelledby="preview-title"><div class="strip"><h2 id="preview-title">${t('accounts.preview')}</h2></div>
      <div class="body preview"><pb-account-head .account=${account}></pb-account-head><p class="muted">${t('accounts.preview.help')}</p></div></aside>`;
  }
}
define('pb-account-edit', AccountEdit);
