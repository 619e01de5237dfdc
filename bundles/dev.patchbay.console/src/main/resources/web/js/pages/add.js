/* Adding a connection: the catalogue, then the app's form; before it, for whoever looks at all accounts, whose it is to be. */
import { Problem } from '../lib/api.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { iconOf, localised, needsPerson } from '../lib/methods.js';
import { provider } from '../lib/providers.js';
import { go, link, onMove, place, remember } from '../lib/router.js';
import { accountLabel, follow, knowAccount, may, state } from '../lib/state.js';
import { t } from '../lib/texts.js';
import '../parts/account-choice.js';
import '../parts/add-form.js';
import '../parts/catalogue.js';
import '../parts/client-choice.js';
import { tile } from '../parts/marks.js';
import { trouble } from '../parts/trouble.js';

class Add extends Part {
  static properties = { provider: { attribute: false }, found: { state: true }, problem: { state: true }, asked: { state: true } };

  constructor() {
    super();
    this.provider = null;
    this.found = null;
    this.problem = null;
    this.read();
  }

  connectedCallback() {
    super.connectedCallback();
    this.looked = state.account;
    this.unfollow = [follow(() => this.otherAccount()), onMove(() => this.read())];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unfollow.forEach((end) => end());
  }

  /** What the address asks for: an account, and a step to bind. */
  read() {
    const { parameters } = place();
    const [account, workflow, step] = ['account', 'workflow', 'step'].map((name) => parameters.get(name));
    this.asked = { account, workflow: workflow && step ? workflow : null, step: workflow && step ? step : null };
  }

  /** The account chosen above goes before the one in the address. */
  otherAccount() {
    if (this.looked !== state.account) {
      this.looked = state.account;
      this.chooseAccount(null);
    }
  }

  chooseAccount(account) {
    remember({ account });
    knowAccount(account);
    this.asked = { ...this.asked, account };
  }

  account() {
    return state.session?.account ?? this.asked.account ?? state.account;
  }

  step() {
    const { workflow, step } = this.asked;
    return workflow ? { workflow, step } : null;
  }

  willUpdate(changed) {
    if (changed.has('provider')) {
      this.load();
    }
  }

  async load() {
    const id = this.provider;
    this.found = null;
    this.problem = null;
    if (!id) {
      return;
    }
    try {
      const found = await provider(id);
      if (id === this.provider) {
        this.found = { ...found, definition: localised(found.definition) };
      }
    } catch (problem) {
      if (id === this.provider) {
        this.problem = problem;
      }
    }
  }

  template() {
    const more = Object.fromEntries(Object.entries(this.asked).filter(([, value]) => value));
    if (!this.provider) {
      return html`${this.crumb(link('connections'), t('connections'))}${this.stepNote()}
        <pb-catalogue .account=${this.account()} .parameters=${more}></pb-catalogue>`;
    }
    return html`${this.crumb(link('add', more), t('add.back'))}${this.page()}`;
  }

  crumb(address, text) {
    return html`<nav aria-label=${t('add.here')}><a class="crumb" href=${address}>${icon('left')}${text}</a></nav>`;
  }

  stepNote() {
    return this.asked.workflow ? html`<p class="note step-note">${icon('flow')}<span>${t('add.step', this.asked)}</span></p>` : nothing;
  }

  page() {
    if (this.problem) {
      return this.missing();
    }
    if (!this.found) {
      return html`<p class="muted" role="status">${t('loading')}</p>`;
    }
    const { definition } = this.found;
    const account = this.account();
    return html`<div class="page-head">${tile({ id: definition.id, label: definition.label, icon: iconOf(definition) }, true)}
        <div><h1>${t('add.title', { app: definition.label })}</h1><p class="muted">${definition.methods.every(needsPerson)
          ? t('add.lede.person', { app: definition.label }) : definition.description}
          ${account ? t('add.lede.for', { account: accountLabel(account) }) : ''}</p></div></div>
      ${this.stepNote()}${this.body(account)}`;
  }

  body(account) {
    const { definition } = this.found;
    if (!this.found.available || !may('write')) {
      return trouble(new Problem(409, { detail: this.found.available ? t('add.may-not') : this.found.problem ?? t('add.away.now') }));
    }
    if (definition.methods.every((one) => one.auth?.kind === 'none')) {
      return html`<section class="panel body"><p>${t('add.no-login', { app: definition.label })}</p></section>`;
    }
    if (!account) {
      return html`<pb-account-choice @chosen=${(event) => this.chooseAccount(event.detail)}></pb-account-choice>`;
    }
    return html`<pb-add-form .definition=${definition} .provider=${this.found} .account=${account} .step=${this.step()}></pb-add-form>`;
  }

  missing() {
    return html`<div class="page-head"><div><h1>${t(this.problem.status === 404 ? 'add.unknown' : 'failed')}</h1>
        ${this.problem.status === 404 ? html`<p class="lede">${t('add.unknown.why', { id: this.provider })}</p>` : nothing}</div></div>
      ${this.problem.status === 404 ? html`<button class="btn" type="button" @click=${() => go(link('add'))}>${t('add.back')}</button>`
        : trouble(this.problem, () => this.load())}`;
  }
}
define('pb-add', Add);
