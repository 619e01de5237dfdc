/*
 * The OAuth client a sign-in goes through: one of those there are, or one set up right here, in two steps, since an app
 * wants to know the redirect URI before it gives out an id and a secret.
 */
import { all, send } from '../lib/api.js';
import { copy } from '../lib/deeds.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { guide } from '../lib/guide.js';
import { icon } from '../lib/icons.js';
import { clientIsOfOneAccount, halves } from '../lib/methods.js';
import { withErrors } from '../lib/problems.js';
import { accountLabel, isOperator, may, state } from '../lib/state.js';
import { t } from '../lib/texts.js';
import './field-form.js';
import { trouble } from './trouble.js';

/** What stands for a client that the person brings to the connect page. */
export const OWN = 'own';
/** What stands for the one there is, where this session may not see which there are; the connect page asks where there are several. */
export const ANY = 'any';

/**
 * `definition` and `method`, localised; `account`: whose connection it is to be; `chosen`: the id of a client. Tells `chosen`
 * with an id, with `own` for one that the person brings to the connect page, with `any`, or with null.
 */
export class ClientChoice extends Part {
  static properties = {
    definition: { attribute: false }, method: { attribute: false }, account: {}, chosen: {}, error: {}, clients: { state: true },
    problem: { state: true }, making: { state: true }, begun: { state: true }, busy: { state: true },
  };

  constructor() {
    super();
    this.chosen = null;
    this.error = null;
    this.clients = null;
    this.making = false;
    this.begun = null;
    this.problem = null;
    this.busy = false;
  }

  willUpdate(changed) {
    if (changed.has('account') || changed.has('method')) {
      this.making = false;
      this.begun = null;
      if (isOperator()) {
        this.load();
      } else {
        queueMicrotask(() => this.choose(ANY));
      }
    }
  }

  /** An account's own clients can be changed by whoever may write there, those of all accounts by administrators. */
  mayMake() {
    return isOperator() && (may('write') || (this.mayShare() && !clientIsOfOneAccount(this.method)));
  }

  mayShare() {
    return isOperator() && may('admin') && !state.session.account;
  }

  async load() {
    const { account, method } = this;
    try {
      const found = (await all('api/v1/oauth-clients', { account, provider: this.definition.id }))
        .filter((one) => one.method === method.id && (!one.account || one.account === account));
      if (account !== this.account || method !== this.method) {
        return;
      }
      this.clients = found;
      this.problem = null;
      const whole = found.filter((one) => one.complete);
      if (this.chosen !== OWN && !whole.some((one) => one.id === this.chosen)) {
        this.choose(whole[0]?.id ?? null);
      }
    } catch (problem) {
      this.problem = problem;
    }
  }

  choose(id) {
    this.chosen = id;
    this.error = null;
    this.tell('chosen', id);
  }

  async make() {
    this.making = true;
    this.begun = this.clients?.find((one) => !one.complete && (one.account || this.mayShare())) ?? null;
    await this.focusOn('[data-first]');
  }

  async begin() {
    const label = this.querySelector('#client-label').value.trim();
    const shared = this.querySelector('#client-shared')?.checked ?? false;
    await this.work(async () => {
      const body = { account: shared ? null : this.account, provider: this.definition.id, method: this.method.id, label };
      this.begun = (await send('POST', 'api/v1/oauth-clients', { body })).data;
      await this.focusOn('#redirect-uri');
    });
  }

  async finish() {
    const form = this.querySelector('pb-field-form');
    if (!form.check()) {
      return;
    }
    await this.work(async () => {
      const { data } = await send('PATCH', `api/v1/oauth-clients/${encodeURIComponent(this.begun.id)}`, { body: { values: form.values() } });
      form.clear();
      this.clients = [data, ...(this.clients ?? []).filter((one) => one.id !== data.id)];
      this.making = false;
      this.begun = null;
      this.choose(data.id);
      await this.focusOn('#client');
    });
  }

  async work(deed) {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      await deed();
    } catch (problem) {
      if (problem.status === 401) {
        return;
      }
      this.problem = problem;
      const form = this.querySelector('pb-field-form');
      if (!(form && (await form.goToFault()))) {
        await this.focusOn(!form && problem.of?.('label') ? '#client-label' : '[data-trouble]');
      }
    } finally {
      this.busy = false;
    }
  }

  template() {
    if (this.making) {
      return this.setUp();
    }
    if (this.chosen === ANY) {
      return this.error ? html`<p class="err" role="alert">${this.error}</p>` : nothing;
    }
    if (!this.clients) {
      return html`<div class="field"><p class="label">${t('client')}</p>${this.problem ? trouble(this.problem, () => this.load())
        : html`<p class="muted" role="status">${t('loading')}</p>`}</div>`;
    }
    return this.list(this.clients.filter((one) => one.complete));
  }

  list(whole) {
    const now = this.clients.find((one) => one.id === this.chosen);
    if (!whole.length && this.chosen !== OWN) {
      return this.none();
    }
    return html`<div class="field"><label for="client">${t('client')}</label>
      <select id="client" aria-describedby="client-help" aria-invalid=${this.error ? 'true' : nothing} @change=${(event) => this.choose(event.target.value)}>
        ${whole.map((one) => html`<option value=${one.id} ?selected=${one.id === this.chosen}>${one.label} · ${one.account ? accountLabel(one.account) : t('account.all')}</option>`)}
        <option value=${OWN} ?selected=${this.chosen === OWN}>${t('client.own')}</option></select>
      ${this.error ? html`<p class="err">${this.error}</p>` : nothing}
      <p class="help" id="client-help">${this.chosen === OWN ? t('client.own.how', { app: this.definition.label })
        : now ? `${now.account ? t('client.of', { account: accountLabel(now.account) }) : t('client.of-all')} ${t('client.used', { count: now.connections })}` : ''}</p>
      ${this.mayMake() ? html`<button class="link" type="button" @click=${this.make}>${t('client.another')}</button>` : nothing}</div>`;
  }

  none() {
    return html`<section class="needs" aria-labelledby="needs-h"><h2 id="needs-h">${t('client.none', { app: this.definition.label })}</h2>
      <p>${t('client.none.why', { app: this.definition.label })}</p>${this.error ? html`<p class="err" role="alert">${this.error}</p>` : nothing}
      <div class="form-foot">${this.mayMake()
        ? html`<button class="btn btn-go" type="button" @click=${this.make}>${t('client.make')}</button>` : nothing}
        <button class="btn" type="button" @click=${() => this.choose(OWN)}>${t('client.own')}</button></div>
      ${this.mayMake() ? nothing : html`<p class="help">${t('client.ask')}</p>`}</section>`;
  }

  /** This stands within the form of the connection, which Enter would send. */
  enter(event) {
    if (event.key === 'Enter' && event.target.matches('input:not([type=checkbox])')) {
      event.preventDefault();
      this[this.begun ? 'finish' : 'begin']();
    }
  }

  setUp() {
    return html`<section class="needs" aria-labelledby="make-h" @keydown=${this.enter}><h2 id="make-h">${t('client.make')}</h2>
      <p>${t('client.make.why', { app: this.definition.label })}</p>
      ${this.begun ? this.values() : this.name()}
      ${this.problem ? html`<div tabindex="-1" data-trouble>${trouble(this.strays(), this.problem.errors.length ? null : () => (this.begun ? this.finish() : this.begin()))}</div>` : nothing}
      <div class="form-foot">${this.begun
        ? html`<button class="btn btn-go" type="button" @click=${this.finish}>${this.busy ? t('add.saving') : t('client.save')}</button>`
        : html`<button class="btn btn-go" type="button" @click=${this.begin}>${this.busy ? t('loading') : t('client.begin')}</button>`}
        <button class="btn btn-quiet" type="button" @click=${() => { this.making = false; this.problem = null; }}>${t('cancel')}</button></div>
      ${this.operatorGuide()}</section>`;
  }

  /** The problem without what stands beside a field. */
  strays() {
    const form = this.querySelector('pb-field-form');
    return withErrors(this.problem, form ? form.strays(this.problem.errors) : this.problem.errors.filter((one) => one.field !== 'label'));
  }

  name() {
    const problem = this.problem?.of?.('label');
    return html`<div class="field"><label for="client-label">${t('name')}</label>
        <input id="client-label" data-first .value=${this.definition.label} maxlength="128" aria-invalid=${problem ? 'true' : nothing}
          aria-describedby="client-label-help ${problem ? 'client-label-why' : ''}">
        ${problem ? html`<p class="err" id="client-label-why">${problem}</p>` : nothing}<p class="help" id="client-label-help">${t('client.name.how')}</p></div>
      ${this.mayShare() && !clientIsOfOneAccount(this.method) ? html`<div class="field tick"><input type="checkbox" id="client-shared" checked>
        <label for="client-shared">${t('client.share')}</label></div>` : nothing}`;
  }

  values() {
    return html`<div class="field"><label for="redirect-uri">${t('client.redirect')}</label>
        <div class="with-btn"><input id="redirect-uri" class="code" readonly data-first aria-describedby="redirect-help" .value=${this.begun.redirectUri}
          @focus=${(event) => event.target.select()}><button class="btn" type="button" aria-label=${t('client.redirect.copy')}
          @click=${() => copy(this.begun.redirectUri)}>${icon('copy')}</button></div>
        <p class="help" id="redirect-help">${t('client.redirect.how', { app: this.definition.label })}</p></div>
      <pb-field-form class="field" scope="client" .method=${this.method} .errors=${this.problem?.errors ?? []}></pb-field-form>`;
  }

  operatorGuide() {
    const { operator } = halves(this.method.guide);
    return operator ? html`<details><summary>${t('client.guide', { app: this.definition.label })}</summary>${guide(operator.replace(/^## .*\n/, ''))}</details>` : nothing;
  }
}
define('pb-client-choice', ClientChoice);
