/* Making an API key: its name, what it may do, whose connections it sees, and when it ends. */
import { Problem, send } from '../lib/api.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { parts, t } from '../lib/texts.js';
import { may, state } from '../lib/state.js';
import { exact } from '../lib/times.js';
import { faultOf, focusFault, rest, selectField, textField } from './form.js';
import { trouble } from './trouble.js';

const SCOPES = ['read', 'write', 'use', 'sessions', 'credential:read', 'bundles:install', 'admin'];
const ENDS = ['30', '90', '365', 'date', 'never'];
const SHOWN = ['label', 'scopes', 'account', 'expiresAt'];
const DAY = 86_400_000;

const today = (days = 0) => {
  const day = new Date(Date.now() + days * DAY);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
};

/** Tells `made` with the answer, which holds the key's text, and `cancel`. */
class KeyMaker extends Part {
  static properties = { typed: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.typed = { label: '', scopes: new Set(['read', 'use']), account: state.session.account ?? '', ends: '90', date: today(90) };
    this.problem = null;
    this.busy = false;
  }

  set(part) {
    this.typed = { ...this.typed, ...part };
  }

  tick(scope, on) {
    const scopes = new Set(this.typed.scopes);
    scopes[on ? 'add' : 'delete'](scope);
    this.set({ scopes });
  }

  /** A day that was chosen ends with it, in the reader's own zone. */
  expiresAt() {
    const { ends, date } = this.typed;
    if (ends === 'never') {
      return null;
    }
    const at = ends === 'date' ? new Date(`${date}T23:59:59`) : new Date(Date.now() + Number(ends) * DAY);
    return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
  }

  /** What can be said without asking the host; the rest it says itself. */
  ownFaults() {
    const errors = [];
    if (!this.typed.label.trim()) {
      errors.push({ field: 'label', code: 'required', message: t('keys.label.missing') });
    }
    if (!this.typed.scopes.size) {
      errors.push({ field: 'scopes', code: 'required', message: t('keys.scopes.missing') });
    }
    if (this.expiresAt() === undefined) {
      errors.push({ field: 'expiresAt', code: 'required', message: t('keys.date.missing') });
    }
    return errors;
  }

  async submit(event) {
    event.preventDefault();
    if (this.busy) {
      return;
    }
    const errors = this.ownFaults();
    this.problem = errors.length ? new Problem(422, { errors }) : null;
    if (errors.length) {
      await focusFault(this);
      return;
    }
    this.busy = true;
    try {
      const { data } = await send('POST', 'api/v1/admin/api-keys', { body: {
        label: this.typed.label.trim(), scopes: SCOPES.filter((scope) => this.typed.scopes.has(scope)),
        account: this.typed.account || null, expiresAt: this.expiresAt(),
      } });
      this.tell('made', data);
    } catch (problem) {
      this.problem = problem;
      await focusFault(this);
    } finally {
      this.busy = false;
    }
  }

  template() {
    const fault = (name) => this.problem?.errors.find((error) => error.field === name || error.field.startsWith(`${name}[`))?.message ?? null;
    const accounts = [...(state.session.account ? [] : [['', t('account.all')]]), ...state.accounts.map((one) => [one.id, one.label])];
    return html`<section class="panel" aria-labelledby="make-title"><div class="strip"><h2 id="make-title">${t('keys.make.title')}</h2></div>
      <form class="body narrow" novalidate @submit=${this.submit} @keydown=${(event) => event.key === 'Escape' && this.tell('cancel')}>
      ${trouble(rest(this.problem, SHOWN))}
      ${textField({ id: 'key-label', label: t('keys.label'), help: t('keys.label.help'), fault: fault('label'), maxLength: 128,
        value: this.typed.label, onInput: (label) => this.set({ label }) })}
      ${this.scopes(fault('scopes'))}
      ${selectField({ id: 'key-account', label: t('account'), help: t('keys.account.help'), fault: fault('account'), value: this.typed.account,
        options: accounts, onChange: (account) => this.set({ account }) })}
      ${this.ends(fault('expiresAt'))}
      <div class="form-foot"><button class="btn btn-go" type="submit">${this.busy ? t('keys.making') : t('keys.make.do')}</button>
        <button class="btn btn-quiet" type="button" @click=${() => this.tell('cancel')}>${t('cancel')}</button></div></form></section>`;
  }

  scopes(fault) {
    const own = SCOPES.filter(may);
    return html`<fieldset class="field" aria-describedby=${fault ? 'key-scopes-why' : nothing}><legend>${t('keys.scopes')}</legend>
      <ul class="ticks">${own.map((scope, i) => html`<li><input type="checkbox" id="scope-${i}" .checked=${this.typed.scopes.has(scope)}
          aria-invalid=${fault && i === 0 ? 'true' : nothing} @change=${(event) => this.tick(scope, event.target.checked)}>
        <label for="scope-${i}"><code>${scope}</code> <span class="muted">${t(`keys.scope.${scope}`)}</span></label></li>`)}</ul>
      ${faultOf('key-scopes', fault)}
      ${own.includes('credential:read') ? nothing : html`<p class="help">${parts('keys.scope.not-here', {
        scope: html`<code>credential:read</code>`, command: html`<code>bin/patchbay key create</code>` })}</p>`}</fieldset>`;
  }

  ends(fault) {
    const { ends, date } = this.typed;
    const at = this.expiresAt();
    const help = ends === 'never' ? t('keys.ends.never.help') : at ? t('keys.ends.at', { when: exact(at) }) : null;
    return html`${selectField({ id: 'key-ends', label: t('keys.ends'), help, fault: ends === 'date' ? null : fault, value: ends,
        options: ENDS.map((one) => [one, t(`keys.ends.${one}`)]), onChange: (value) => this.set({ ends: value }) })}
      ${ends === 'date' ? textField({ id: 'key-date', type: 'date', label: t('keys.date'), fault, value: date, min: today(),
        onInput: (value) => this.set({ date: value }) }) : nothing}`;
  }
}
define('pb-key-maker', KeyMaker);
