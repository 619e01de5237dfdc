/* What a connection holds: plain values to read, secrets as masks that can be replaced, and what a sign-in came to. */
import { get, send } from '../lib/api.js';
import { copy } from '../lib/deeds.js';
import { effective, heldFields, valueText } from '../lib/definitions.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { byOf, setBy } from '../lib/events.js';
import { isMask } from '../lib/fields.js';
import { icon } from '../lib/icons.js';
import { say } from '../lib/notices.js';
import { link } from '../lib/router.js';
import { isOperator } from '../lib/state.js';
import { t } from '../lib/texts.js';
import { time } from '../lib/times.js';
import './replace-secret.js';
import { trouble } from './trouble.js';

const LONG = 160;

/** `one`, `etag`, `method` (or null where nothing is known of it), `events`. Tells `saved` with `{ connection, etag }`. */
export class ConnectionLogin extends Part {
  static properties = {
    one: { attribute: false }, etag: {}, method: { attribute: false }, events: { attribute: false },
    editable: { type: Boolean }, usable: { type: Boolean },
    replacing: { state: true }, busy: { state: true }, problem: { state: true }, client: { state: true },
  };

  constructor() {
    super();
    this.events = [];
    this.replacing = null;
    this.busy = false;
    this.problem = null;
    this.client = null;
  }

  willUpdate(changed) {
    const id = this.one?.oauth?.client;
    if (changed.has('one') && id && id !== this.asked && isOperator()) {
      this.asked = id;
      get(`api/v1/oauth-clients/${encodeURIComponent(id)}`, { quiet: true }).then((client) => (this.client = client))
        .catch(() => (this.client = null));
    }
  }

  async refresh() {
    this.busy = true;
    this.problem = null;
    try {
      const { data, etag } = await send('POST', `api/v1/connections/${encodeURIComponent(this.one.id)}/refresh`);
      this.tell('saved', { connection: data, etag });
      say(t('connection.refreshed'));
    } catch (problem) {
      this.problem = problem;
      this.tell('moved');
    } finally {
      this.busy = false;
    }
  }

  async close() {
    const name = this.replacing;
    this.replacing = null;
    await this.focusOn(`[data-field="${name}"]`);
  }

  saved(event, label) {
    this.close();
    say(t('connection.replaced', { name: label }));
    this.tell('saved', event.detail);
  }

  mask(name) {
    const set = setBy(this.events, name);
    return html`<span class="mask">${icon('lock')}<span class="dots" aria-hidden="true">••••••••</span>${t('connection.set')}</span>
      ${set ? html`<span class="muted small">${time(set.at)}, ${byOf(set)}</span>` : nothing}`;
  }

  secret(field, label) {
    const isSet = isMask(this.one.values[field.name]);
    if (this.replacing === field.name) {
      return html`<dt>${label}</dt><dd class="is-open"><pb-replace-secret .one=${this.one} .etag=${this.etag}
          .since=${this.events[0]?.at ?? null} .field=${field} .label=${label}
          @saved=${(event) => { event.stopPropagation(); this.saved(event, label); }} @closed=${this.close}></pb-replace-secret></dd><dd class="do"></dd>`;
    }
    const can = this.editable && field.scope !== 'captured';
    return html`<dt>${label}</dt><dd>${isSet ? this.mask(field.name) : html`<span class="muted">${t('connection.unset')}</span>`}</dd>
      <dd class="do">${can ? html`<button class="btn btn-s" type="button" data-field=${field.name}
        @click=${() => (this.replacing = field.name)}>${isSet ? t('connection.replace') : t('connection.set.it')}<span class="vh"> ${label}</span></button>` : nothing}</dd>`;
  }

  plain(field, label) {
    const stored = this.one.values[field.name];
    const value = effective(field, this.one.values);
    const text = valueText(field, value);
    const copies = typeof value === 'string' && !field.options;
    const shown = text.length > LONG ? html`<details class="long"><summary>${t('connection.value.long', { count: text.length })}</summary><pre class="code">${text}</pre></details>` : text;
    return html`<dt>${label}</dt><dd class=${copies ? 'code' : ''}>${shown}</dd>
      <dd class="do">${copies && stored !== undefined ? html`<button class="icon-btn" type="button" aria-label=${t('connection.copy.what', { name: label })}
        @click=${() => copy(String(value))}>${icon('copy')}</button>` : nothing}</dd>`;
  }

  isSecret(field) {
    return field.kind === 'secret' || isMask(this.one.values[field.name]);
  }

  fields(wanted) {
    return heldFields(this.method, this.one.values).filter(wanted)
      .map((field) => (this.isSecret(field) ? this.secret(field, field.label) : this.plain(field, field.label)));
  }

  /** What nobody entered, and is as the definition has it: folded, since it is seldom looked for. */
  usual() {
    const rows = this.fields((field) => !this.isSecret(field) && this.one.values[field.name] === undefined && field.fallback !== undefined);
    return rows.length ? html`<details class="usual"><summary>${t('connection.value.usual', { count: rows.length })}</summary>
      <dl class="facts body">${rows}</dl></details>` : nothing;
  }

  /** Values that no definition knows any more: by their names. */
  unknown() {
    const known = new Set((this.method?.fields ?? []).map((field) => field.name));
    return Object.entries(this.one.values).filter(([name]) => !known.has(name)).map(([name, value]) => html`<dt class="code">${name}</dt>
      <dd class=${isMask(value) ? '' : 'code'}>${isMask(value) ? this.mask(name) : String(value)}</dd><dd class="do"></dd>`);
  }

  scopes() {
    const { requested, granted, missing } = this.one.oauth;
    const shown = granted ?? requested;
    const declined = granted ? requested.filter((scope) => !granted.includes(scope) && !missing.includes(scope)) : [];
    if (!requested.length && !shown.length) {
      return nothing;
    }
    return html`<dt>${granted ? t('connection.scopes') : t('connection.scopes.asked')}</dt><dd>${shown.map((scope) => html`<span class="tag code">${scope}</span>`)}
        ${shown.length ? nothing : html`<span class="muted">${t('connection.scopes.none')}</span>`}</dd><dd class="do"></dd>
      ${missing.length ? html`<dt>${t('connection.scopes.missing')}</dt><dd>${missing.map((scope) => html`<span class="tag is-new code">${scope}</span>`)}
        <span class="small">${t('connection.scopes.missing.how')}</span></dd><dd class="do"></dd>` : nothing}
      ${declined.length ? html`<dt>${t('connection.scopes.optional')}</dt><dd>${declined.map((scope) => html`<span class="tag code">${scope}</span>`)}</dd><dd class="do"></dd>` : nothing}`;
  }

  signIn() {
    const { oauth, expiresAt } = this.one;
    if (!oauth) {
      return nothing;
    }
    const renews = this.method?.auth?.kind !== 'oauth1' && this.usable && (oauth.granted || expiresAt);
    return html`${oauth.appAccount ? html`<dt>${t('connection.signed-in-as')}</dt><dd>${oauth.appAccount}</dd><dd class="do"></dd>` : nothing}
      ${oauth.client && isOperator() ? html`<dt>${t('connection.client')}</dt><dd>${this.client
        ? html`<a href=${link('clients', oauth.client)}>${this.client.label}</a>` : html`<span class="code">${oauth.client}</span>`}</dd><dd class="do"></dd>` : nothing}
      ${oauth.granted || expiresAt ? html`<dt>${t('connection.token')}</dt><dd><span class="mask">${icon('lock')}<span class="dots" aria-hidden="true">••••••••</span>${t('connection.set')}</span>
        <span class="muted small">${expiresAt ? html`${t(new Date(expiresAt) > new Date() ? 'connection.token.ends' : 'connection.token.ended')} ${time(expiresAt)}` : t('connection.token.endless')}</span></dd>
        <dd class="do">${renews ? html`<button class="btn btn-s" type="button" @click=${this.refresh}>${this.busy ? t('connection.refreshing') : t('connection.refresh')}</button>` : nothing}</dd>` : nothing}
      ${this.scopes()}`;
  }

  template() {
    const rows = [
      this.signIn(), this.fields((field) => this.isSecret(field) || this.one.values[field.name] !== undefined), this.unknown()];
    const none = !this.one.oauth && !Object.keys(this.one.values).length && !heldFields(this.method, {}).length;
    return html`<div class="strip"><h2 id="login-title">${t('connection.login')}</h2><span class="push muted small">${t('connection.login.never')}</span></div>
      ${none ? html`<p class="body muted">${t('connection.login.none')}</p>` : html`<dl class="facts body">${rows}</dl>${this.usual()}`}
      ${this.problem ? html`<div class="body">${trouble(this.problem, () => this.refresh())}</div>` : nothing}`;
  }
}
define('pb-connection-login', ConnectionLogin);
