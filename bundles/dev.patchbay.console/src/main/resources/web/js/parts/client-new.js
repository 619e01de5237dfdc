/* Beginning an OAuth client: for which app, for whom, under which name. Its redirect URI exists from then on. */
import { Problem, send } from '../lib/api.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { needsClient, registration } from '../lib/oauth-client.js';
import { guide } from '../lib/guide.js';
import { provider, providers } from '../lib/providers.js';
import { go, link, place } from '../lib/router.js';
import { may, state } from '../lib/state.js';
import { t, translated } from '../lib/texts.js';
import { faultOf, focusFault, rest, selectField, textField } from './form.js';
import { trouble } from './trouble.js';

const SHOWN = ['provider', 'method', 'account', 'label'];
const OTHER = '\u0000other';

class ClientNew extends Part {
  static properties = {
    apps: { state: true }, definition: { state: true }, typed: { state: true }, problem: { state: true }, busy: { state: true },
  };

  constructor() {
    super();
    this.apps = [];
    this.definition = null;
    this.typed = { provider: '', method: null, account: state.account ?? state.session.account ?? '', other: '', label: '' };
    this.problem = null;
    this.busy = false;
  }

  async connectedCallback() {
    super.connectedCallback();
    try {
      const names = [...(await providers()).values()];
      this.apps = names.filter((one) => one.available && one.methods.some((each) => ['oauth1', 'oauth2'].includes(each.auth)))
        .sort((a, b) => a.label.localeCompare(b.label));
      const wanted = place().parameters.get('provider');
      if (wanted && names.some((one) => one.id === wanted)) {
        await this.choose(wanted);
      }
    } catch (problem) {
      this.problem = problem;
    }
  }

  set(parts) {
    this.typed = { ...this.typed, ...parts };
  }

  async choose(id) {
    this.set({ provider: id, method: null });
    this.definition = null;
    try {
      const { definition } = await provider(id);
      if (this.typed.provider === id) {
        this.definition = definition;
        this.set({ method: this.methods()[0]?.id ?? null });
      }
    } catch (problem) {
      this.problem = problem;
    }
  }

  methods() {
    return (this.definition?.methods ?? []).filter(needsClient);
  }

  async submit(event) {
    event.preventDefault();
    if (this.busy) {
      return;
    }
    const { provider: id, method, account, other, label } = this.typed;
    const errors = [...(id ? [] : [['provider', t('clients.app.missing')]]), ...(label.trim() ? [] : [['label', t('clients.label.missing')]])];
    if (errors.length) {
      this.problem = new Problem(422, { errors: errors.map(([field, message]) => ({ field, code: 'required', message })) });
      await focusFault(this);
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      const { data } = await send('POST', 'api/v1/oauth-clients', {
        body: { provider: id, method, account: (account === OTHER ? other.trim() : account) || null, label: label.trim() },
      });
      go(link('clients', data.id), { replace: true });
    } catch (problem) {
      this.problem = problem;
      await focusFault(this);
    } finally {
      this.busy = false;
    }
  }

  template() {
    return html`<div class="page-head"><div><a class="crumb" href=${link('clients')}>${icon('left')}${t('nav.clients')}</a>
        <h1>${t('clients.new')}</h1><p class="lede">${t('clients.new.how')}</p></div></div>
      <section class="panel form-cols"><form novalidate @submit=${this.submit}>
          ${trouble(rest(this.problem, SHOWN))}${this.fields()}
          <div class="form-foot"><button class="btn btn-go" type="submit">${this.busy ? t('clients.beginning') : t('clients.begin')}</button>
            <a class="btn btn-quiet" href=${link('clients')}>${t('cancel')}</a></div></form>
        <aside aria-label=${t('clients.guide')}><h2>${t('clients.guide')}</h2>${this.guide()}</aside></section>`;
  }

  fields() {
    const fault = (name) => this.problem?.of(name) ?? null;
    const methods = this.methods();
    const none = this.definition && !methods.length ? t('clients.needs-none', { app: this.definition.label }) : null;
    return html`${selectField({ id: 'provider', label: t('clients.app'), help: none, fault: fault('provider'), value: this.typed.provider,
        options: [['', t('clients.app.choose')], ...this.apps.map((one) => [one.id, one.label])], onChange: (id) => this.choose(id) })}
      ${methods.length > 1 ? selectField({ id: 'method', label: t('clients.method'), fault: fault('method'), value: this.typed.method,
        options: methods.map((one) => [one.id, one.label]), onChange: (method) => this.set({ method }) }) : faultOf('method', fault('method'))}
      ${this.account(fault('account'))}
      ${textField({ id: 'label', label: t('clients.label'), help: t('clients.label.help'), fault: fault('label'), value: this.typed.label,
        maxLength: 128, onInput: (label) => this.set({ label }) })}`;
  }

  account(fault) {
    const own = state.session.account;
    const everybody = !own && may('admin') ? [['', t('account.all')]] : [];
    const known = state.accounts.map((one) => [one.id, one.label]);
    const other = own ? [] : [[OTHER, t('clients.account.other')]];
    return html`${selectField({ id: 'account', label: t('account'), help: t('clients.account.help'),
        fault: this.typed.account === OTHER ? null : fault,
        value: this.typed.account, options: [...everybody, ...known, ...other], onChange: (account) => this.set({ account }) })}
      ${this.typed.account === OTHER ? textField({ id: 'other', label: t('clients.account.id'), code: true, maxLength: 128, fault,
        value: this.typed.other, onInput: (value) => this.set({ other: value }) }) : nothing}`;
  }

  guide() {
    const method = this.methods().find((one) => one.id === this.typed.method);
    if (!method) {
      return html`<p class="muted">${t('clients.guide.choose')}</p>`;
    }
    const text = translated(this.definition.translations, `methods.${method.id}.guide`, method.guide);
    return text ? guide(registration(text)) : html`<p class="muted">${t('clients.guide.none')}</p>`;
  }
}
define('pb-client-new', ClientNew);
