/* One OAuth client: the redirect URI to register first, then what the app gave in exchange. */
import { Problem, send } from '../lib/api.js';
import { copy } from '../lib/deeds.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { guide } from '../lib/guide.js';
import { icon } from '../lib/icons.js';
import { ask, say } from '../lib/notices.js';
import { clientFields, missing, registration } from '../lib/oauth-client.js';
import { provider } from '../lib/providers.js';
import { go, link } from '../lib/router.js';
import { accountLabel, may } from '../lib/state.js';
import { t, translated } from '../lib/texts.js';
import { time } from '../lib/times.js';
import './client-fields.js';
import { copyField, focusFault, rest, textField } from './form.js';
import { status, tile } from './marks.js';
import { trouble } from './trouble.js';

const path = (id) => `api/v1/oauth-clients/${encodeURIComponent(id)}`;
const PREFIX = 'values.';

class ClientEdit extends Part {
  static properties = {
    client: { attribute: false }, stored: { state: true }, definition: { state: true }, label: { state: true },
    problem: { state: true }, changed: { state: true }, busy: { state: true },
  };

  constructor() {
    super();
    this.reset();
  }

  reset() {
    this.stored = null;
    this.definition = null;
    this.label = null;
    this.problem = null;
    this.changed = null;
    this.busy = false;
  }

  willUpdate(changed) {
    if (changed.has('client')) {
      this.reset();
      this.load();
    }
  }

  async load() {
    const id = this.client;
    this.problem = null;
    try {
      const { data, etag } = await send('GET', path(id));
      const known = await provider(data.provider).catch(() => null);
      if (id === this.client) {
        this.etag = etag;
        this.definition = known?.definition ?? null;
        this.icon = known?.icon;
        this.stored = data;
      }
    } catch (problem) {
      this.problem = problem;
    }
  }

  method() {
    return this.definition?.methods.find((one) => one.id === this.stored.method) ?? null;
  }

  fields() {
    const method = this.method();
    return method ? clientFields(method, this.definition.translations) : [];
  }

  async submit(event) {
    event.preventDefault();
    if (this.busy) {
      return;
    }
    const form = this.querySelector('pb-client-fields');
    const label = this.label?.trim();
    const body = { ...(this.label !== null && label !== this.stored.label ? { label } : {}), values: form?.changes() ?? {} };
    this.busy = true;
    this.problem = null;
    try {
      const { data, etag } = await send('PATCH', path(this.client), { body, headers: { 'If-Match': this.etag } });
      this.accept(data, etag);
      say(t('clients.saved', { name: data.label }));
    } catch (problem) {
      await this.refused(problem);
    } finally {
      this.busy = false;
    }
  }

  accept(data, etag) {
    this.stored = data;
    this.etag = etag;
    this.label = null;
    this.changed = null;
    this.querySelector('pb-client-fields')?.forget();
  }

  /** Somebody else changed it meanwhile: what is stored now is shown, and what was typed stays. */
  async refused(problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    if (problem.status === 412) {
      const before = this.stored;
      const { data, etag } = await send('GET', path(this.client));
      const names = [...new Set([...Object.keys(before.values), ...Object.keys(data.values)])]
        .filter((name) => JSON.stringify(before.values[name]) !== JSON.stringify(data.values[name]));
      this.stored = data;
      this.etag = etag;
      const labels = this.fields().filter((one) => names.includes(one.name)).map((one) => one.label);
      this.changed = [...(before.label === data.label ? [] : [t('clients.label')]), ...labels];
    } else {
      this.problem = problem;
    }
    await focusFault(this);
  }

  async askToDelete() {
    const answer = await ask({
      title: t('clients.delete.title', { name: this.stored.label }),
      body: html`<p>${t('clients.delete.why')}</p>`,
      actions: [{ label: t('cancel'), first: true }, { label: t('clients.delete.do'), kind: 'destroy', value: 'delete' }],
    });
    if (answer !== 'delete') {
      return;
    }
    try {
      await send('DELETE', path(this.client));
      say(t('clients.deleted', { name: this.stored.label }));
      go(link('clients'), { replace: true });
    } catch (problem) {
      this.problem = problem;
      await focusFault(this);
    }
  }

  template() {
    const back = html`<a class="crumb" href=${link('clients')}>${icon('left')}${t('nav.clients')}</a>`;
    if (!this.stored) {
      return html`<div class="page-head"><div>${back}<h1>${this.problem?.status === 404 ? t('nothing.title') : t('nav.clients')}</h1>
        ${this.problem?.status === 404 ? html`<p class="lede">${t('nothing.why')}</p>` : nothing}</div></div>
        ${this.problem ? this.problem.status === 404 ? nothing : trouble(this.problem, () => this.load())
          : html`<p class="muted" role="status">${t('loading')}</p>`}`;
    }
    const { label, account, complete } = this.stored;
    const app = this.definition ?? { id: this.stored.provider, label: this.stored.provider };
    return html`${back}<div class="page-head">${tile({ id: app.id, label: app.label, icon: this.icon }, true)}<div><h1>${label}</h1>
        <p class="lede">${app.label} · ${account ? accountLabel(account) : t('account.all')} · ${t('clients.changed')} ${time(this.stored.updatedAt)}</p></div>
        ${status(complete ? 'ready' : 'pending')}</div>
      ${this.changed ? this.conflict() : nothing}
      ${trouble(rest(this.problem, this.shown()))}${this.used()}
      <section class="panel form-cols">${this.form()}
        <aside aria-label=${t('clients.guide')}><h2>${t('clients.guide')}</h2>${this.guide()}</aside></section>`;
  }

  shown() {
    return ['label', ...this.fields().map((one) => PREFIX + one.name)];
  }

  conflict() {
    return html`<section class="banner" role="alert">${icon('jack-reconnect')}<div><h2>${t('clients.conflict')}</h2>
      <p>${this.changed.length ? t('clients.conflict.what', { names: this.changed.join(', ') }) : t('clients.conflict.else')}
        ${t('clients.conflict.kept')}</p></div></section>`;
  }

  /** The connections a refused deletion names, as links. */
  used() {
    const named = (this.problem?.errors ?? []).filter((error) => error.code === 'in-use').map((error) => error.message.match(/con_\w+/)?.[0]);
    return named.filter(Boolean).length ? html`<p class="after-trouble">${named.filter(Boolean).map((id) => html`<a class="code" href=${link('connection', id)}>${id}</a> `)}</p>` : nothing;
  }

  form() {
    const { redirectUri, values, connections } = this.stored;
    const method = this.method();
    const lacks = method ? missing(method, values, this.definition.translations) : [];
    const faults = Object.fromEntries(this.fields().map((one) => [one.name, this.problem?.of(PREFIX + one.name) ?? null]));
    const mayEdit = may('write') || may('admin');
    return html`<form novalidate @submit=${this.submit} autocomplete="off">
      ${copyField({ id: 'redirect', label: t('clients.redirect'), help: t('clients.redirect.help'), value: redirectUri, onCopy: () => copy(redirectUri) })}
      ${textField({ id: 'label', label: t('clients.label'), fault: this.problem?.of('label'), maxLength: 128,
        value: this.label ?? this.stored.label, onInput: (label) => (this.label = label) })}
      ${method ? html`<pb-client-fields .fields=${this.fields()} .values=${values} .faults=${faults}></pb-client-fields>`
        : html`<p class="note">${icon('jack-unavailable')}${t('clients.no-provider', { provider: this.stored.provider })}</p>`}
      ${lacks.length ? html`<p class="help">${t('clients.lacks', { names: lacks.join(', ') })}</p>` : nothing}
      ${mayEdit ? html`<div class="form-foot"><button class="btn btn-go" type="submit">${this.busy ? t('clients.saving') : t('clients.save')}</button>
        ${connections ? nothing : html`<button class="btn btn-danger push" type="button" @click=${this.askToDelete}>${t('clients.delete')}</button>`}</div>` : nothing}
      <p class="help">${connections ? html`<a href=${link('connections', { provider: this.stored.provider })}>${t('clients.used', { count: connections })}</a>
        ${t('clients.used.delete')}` : t('clients.unused.long')}</p></form>`;
  }

  guide() {
    const method = this.method();
    const text = method ? translated(this.definition.translations, `methods.${method.id}.guide`, method.guide) : '';
    return text ? guide(registration(text)) : html`<p class="muted">${t('clients.guide.none')}</p>`;
  }
}
define('pb-client-edit', ClientEdit);
