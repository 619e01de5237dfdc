/* The catalogue: what can be connected. Used apps first, types of login that fit any app last. */
import { get, query, send } from '../lib/api.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { forgetProviders, providers } from '../lib/providers.js';
import { go, link, place, remember } from '../lib/router.js';
import { may } from '../lib/state.js';
import { hasText, t } from '../lib/texts.js';
import { tile } from './marks.js';
import { trouble } from './trouble.js';

const GENERIC = 'credential-type';
const STARTING = 400;
const STARTING_TRIES = 50;

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1).replaceAll('-', ' ');

/** The name of a category; one that nobody translated is called by its id. */
const categoryName = (id) => (hasText(`category.${id}`) ? t(`category.${id}`) : capital(id));

/** An app that is not installed, as the tiles show it; a bundle that names none of its own is called by its id. */
const arriving = (app) => ({
  ...app, label: app.label === app.symbolicName ? capital(app.id) : app.label, category: app.category || 'other', arrives: true,
});

const needsNoLogin = (one) => (one.methods ?? []).length > 0 && one.methods.every((method) => method.auth === 'none');

/** `account`: whose use counts, null for all. `parameters`: what the addresses of the forms take along. */
export class Catalogue extends Part {
  static properties = {
    account: { attribute: false }, parameters: { attribute: false }, apps: { state: true }, uses: { state: true },
    problem: { state: true }, q: { state: true }, category: { state: true }, installing: { state: true }, failed: { state: true },
  };

  constructor() {
    super();
    const asked = place().parameters;
    this.account = null;
    this.parameters = {};
    this.apps = null;
    this.uses = new Map();
    this.q = asked.get('q') ?? '';
    this.category = asked.get('category');
    this.installing = null;
    this.failed = null;
    this.keys = (event) => this.slash(event);
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.keys);
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.keys);
  }

  willUpdate(changed) {
    if (changed.has('account')) {
      this.count();
    }
  }

  slash(event) {
    if (event.key === '/' && !event.target.closest('input, select, textarea, dialog')) {
      event.preventDefault();
      this.querySelector('input[type=search]')?.focus();
    }
  }

  async load() {
    try {
      const [here, away] = await Promise.all([providers(), may('bundles:install') ? get('api/v1/admin/available').then(({ items }) => items) : []]);
      const installed = [...here.values()].filter((one) => one.available && !needsNoLogin(one));
      const others = away.filter((one) => !here.has(one.id)).map(arriving);
      this.apps = [...installed, ...others].sort((a, b) => a.label.localeCompare(b.label));
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** How many connections each app has; the catalogue does without where that cannot be had. */
  async count() {
    const { account } = this;
    try {
      const summary = await get(query('api/v1/connections/summary', { account }));
      if (account === this.account) {
        this.uses = new Map(summary.byProvider.map((one) => [one.provider, one.count]));
      }
    } catch {
      this.uses = new Map();
    }
  }

  search(event) {
    this.q = event.target.value;
    remember({ q: this.q.trim() });
  }

  narrow(event, category) {
    event.preventDefault();
    this.category = category;
    remember({ category });
  }

  async install(app) {
    if (this.installing) {
      return;
    }
    this.installing = app.id;
    this.failed = null;
    try {
      await send('POST', 'api/v1/admin/bundles', { body: { name: app.id } });
      forgetProviders();
      await this.untilHere(app.id);
      go(link('add', app.id, this.parameters));
    } catch (problem) {
      this.failed = { app, problem };
      this.installing = null;
      await this.focusOn('[data-failed]');
    }
  }

  /** A bundle's provider is there a moment after the bundle. */
  async untilHere(id) {
    for (let i = 0; ; i += 1) {
      try {
        return await get(`api/v1/providers/${encodeURIComponent(id)}`);
      } catch (problem) {
        if (problem.status !== 404 || i === STARTING_TRIES) {
          throw problem;
        }
      }
      await new Promise((resolve) => setTimeout(resolve, STARTING));
    }
  }

  fits(app) {
    const text = [app.label, app.id, app.description, categoryName(app.category)].join(' ').toLowerCase();
    return this.q.toLowerCase().split(/\s+/).filter(Boolean).every((word) => text.includes(word));
  }

  template() {
    const apps = this.apps ?? [];
    const installed = apps.filter((one) => !one.arrives);
    const types = installed.filter((one) => one.category === GENERIC).length;
    return html`<div class="page-head"><div><h1>${t('add.what')}</h1>
        <p class="lede">${this.apps ? `${t('add.apps', { count: installed.length - types })} ${t('add.types', { count: types })}` : t('loading')}</p></div>
        <label class="search push"><span class="vh">${t('add.search')}</span>${icon('search')}
          <input type="search" placeholder=${t('add.search.hint')} .value=${this.q} @input=${this.search}><kbd aria-hidden="true">/</kbd></label></div>
      ${trouble(this.problem, () => this.load())}
      <div class="panel shelf">${this.categories(apps)}<div aria-busy=${this.apps === null}>${this.shelves(apps)}</div></div>`;
  }

  categories(apps) {
    const found = apps.filter((one) => this.fits(one));
    const counts = new Map();
    apps.forEach((one) => counts.set(one.category, 0));
    found.forEach((one) => counts.set(one.category, counts.get(one.category) + 1));
    const names = [...counts.keys()].filter((id) => id !== GENERIC).sort((a, b) => categoryName(a).localeCompare(categoryName(b)));
    const entry = (id, name, count) => {
      const here = (this.category ?? null) === id;
      return html`<a href=${link('add', { ...this.parameters, category: id, q: this.q })} aria-current=${here ? 'true' : nothing}
        @click=${(event) => this.narrow(event, id)}>${icon(here ? 'jack-ready' : 'jack-empty')}${name}<span class="num">${t('count', { n: count })}</span></a>`;
    };
    const option = (id) => html`<option value=${id} ?selected=${this.category === id}>${categoryName(id)} (${t('count', { n: counts.get(id) })})</option>`;
    return html`<label class="cats-small body"><span class="label">${t('add.categories')}</span>
      <select @change=${(event) => this.narrow(event, event.target.value || null)}>
        <option value="" ?selected=${!this.category}>${t('all')} (${t('count', { n: found.length })})</option>${names.map(option)}${counts.has(GENERIC) ? option(GENERIC) : nothing}</select></label>
      <nav class="cats" aria-label=${t('add.categories')}>${entry(null, t('all'), found.length)}
      ${names.map((id) => entry(id, categoryName(id), counts.get(id)))}
      ${counts.has(GENERIC) ? entry(GENERIC, categoryName(GENERIC), counts.get(GENERIC)) : nothing}</nav>`;
  }

  shelves(apps) {
    const found = apps.filter((one) => this.fits(one) && (!this.category || one.category === this.category));
    const used = found.filter((one) => !one.arrives && this.uses.has(one.id));
    const rest = found.filter((one) => !one.arrives && !this.uses.has(one.id) && one.category !== GENERIC);
    const types = found.filter((one) => !one.arrives && one.category === GENERIC && !this.uses.has(one.id));
    const away = found.filter((one) => one.arrives);
    const any = apps.filter((one) => one.category === GENERIC && !one.arrives);
    return html`
      <p class="vh" role="status">${this.apps && (this.q || this.category) ? t('add.found', { count: found.length }) : ''}</p>
      ${this.apps && !found.length ? html`<p class="body">${t('add.nothing', { q: this.q })}</p>${this.shelf(t('add.any'), any)}` : nothing}
      ${this.shelf(t('add.used'), used)}${this.shelf(t('add.all'), rest)}${this.fault()}
      ${this.shelf(t('add.away'), away)}${this.shelf(t('add.any'), types)}
      <p class="body muted">${may('bundles:install')
        ? html`${t('add.missing')} <a href=${link('integrations')}>${t('add.missing.install')}</a>`
        : t('add.missing.ask')}</p>`;
  }

  fault() {
    return this.failed
      ? html`<div class="body" tabindex="-1" data-failed><h2>${t('add.install.failed', { name: this.failed.app.label })}</h2>
          ${trouble(this.failed.problem, () => this.install(this.failed.app))}</div>` : nothing;
  }

  shelf(title, apps) {
    return apps.length ? html`<h2 class="shelf-head">${title}</h2><ul class="apps">${apps.map((app) => html`<li>${this.app(app)}</li>`)}</ul>` : nothing;
  }

  app(app) {
    const uses = this.uses.get(app.id);
    const busy = this.installing === app.id;
    const inside = html`${tile(app, true)}<span class="app-name">${app.label}</span><span class="app-kind">${this.kind(app)}</span>`;
    if (app.arrives) {
      return html`<button class="app" type="button" aria-busy=${busy} aria-disabled=${this.installing ? 'true' : nothing} @click=${() => this.install(app)}>
        ${inside}<span class="app-note" role="status">${busy ? t('add.installing') : t('add.install')}</span></button>`;
    }
    return html`<a class="app" href=${link('add', app.id, this.parameters)}>${inside}
      ${uses ? html`<span class="app-note">${t('add.uses', { count: uses })}</span>` : nothing}</a>`;
  }

  /** How one signs in, in a few words. */
  kind(app) {
    if (!app.methods?.length) {
      return app.description;
    }
    if (app.methods.length > 1) {
      return t('add.ways', { count: app.methods.length });
    }
    const [{ auth, label }] = app.methods;
    return hasText(`auth.${auth}`) ? t(`auth.${auth}`) : label;
  }
}
define('pb-catalogue', Catalogue);
