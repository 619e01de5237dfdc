/* The apps that came with the host and are not installed: a column of categories, a grid of apps. */
import { installByName, pathOf, takeBack } from '../lib/bundles.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { say } from '../lib/notices.js';
import { link } from '../lib/router.js';
import { current, hasText, t } from '../lib/texts.js';
import { tile } from './marks.js';

const OTHER = '';

/** The name of a category for people. */
const categoryName = (id) => {
  const key = `int.category.${id || 'other'}`;
  return hasText(key) ? t(key) : id.charAt(0).toUpperCase() + id.slice(1);
};

const wordsOf = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);
const fits = (app, words) => {
  const text = ` ${app.id} ${app.label} ${app.description}`.toLowerCase();
  return words.every((word) => text.includes(` ${word}`) || app.id.startsWith(word));
};

/** `apps` is what the API has; an app that was installed here keeps its place until the page is left. Tells `installed`. */
export class AppShelf extends Part {
  static properties = {
    apps: { attribute: false }, category: { state: true }, q: { state: true }, busy: { state: true }, got: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { apps: [], category: null, q: '', busy: new Set(), got: new Map() });
  }

  /** What can be installed again was removed since. */
  willUpdate(changed) {
    if (changed.has('apps')) {
      const open = new Set(this.apps.map((app) => app.id));
      this.got = new Map([...this.got].filter(([id]) => !open.has(id)));
    }
  }

  /** What is shown: those that can be installed and those that were, in one order. */
  all() {
    const open = new Set(this.apps.map((app) => app.id));
    return [...this.apps, ...[...this.got.values()].filter((app) => !open.has(app.id))]
      .sort((one, other) => one.label.localeCompare(other.label, current()));
  }

  categories(apps) {
    const counts = new Map();
    apps.forEach((app) => counts.set(app.category, (counts.get(app.category) ?? 0) + (this.got.has(app.id) ? 0 : 1)));
    return [...counts].map(([id, count]) => ({ id, count, name: categoryName(id) }))
      .sort((one, other) => (one.id === OTHER) - (other.id === OTHER) || one.name.localeCompare(other.name, current()));
  }

  working(key, on) {
    const busy = new Set(this.busy);
    busy[on ? 'add' : 'delete'](key);
    this.busy = busy;
  }

  async get(what, name, label, apps) {
    if (this.busy.has(name)) {
      return;
    }
    this.working(name, true);
    const done = await installByName(what, name);
    this.working(name, false);
    if (!done) {
      return;
    }
    this.got = new Map([...this.got, ...apps.map((app) => [app.id, app])]);
    const path = pathOf(what, done.data);
    say(t('int.shelf.done', { name: label }), { undo: takeBack(path, label, () => this.tell('installed')) });
    this.tell('installed');
    await this.updateComplete;
    this.querySelector(`[data-app="${CSS.escape(apps[0].id)}"] a`)?.focus();
  }

  app(app) {
    const got = this.got.has(app.id);
    const busy = this.busy.has(app.id) || this.busy.has(`apps-${app.category}`);
    return html`<li data-app=${app.id}><div class="app app-get">${tile(app)}<span class="app-name">${app.label}</span>
      <span class="app-kind">${app.description}</span>
      <span class="app-do">${got ? html`<span class="mark is-passed">${icon('mark-passed')}${t('int.shelf.installed')}</span>
          <a href=${link('add', app.id)}>${t('int.arrival.add', { name: app.label })}</a>`
        : html`<button class="btn btn-s" type="button" aria-busy=${busy} aria-label=${t('int.shelf.get.name', { name: app.label })}
            @click=${() => !busy && this.get('bundles', app.id, app.label, [app])}>${busy ? t('int.shelf.busy') : t('int.shelf.get')}</button>`}
        <span class="num muted">${app.version}</span></span></div></li>`;
  }

  /** One category's head with its apps; those of no category have no feature. */
  group({ id, count, name }, apps, whole) {
    const feature = `apps-${id}`;
    return html`<div class="shelf-head"><h3>${name}</h3>${whole && id !== OTHER && count > 1
        ? html`<button class="btn btn-s push" type="button" aria-busy=${this.busy.has(feature)}
            @click=${() => this.get('features', feature, name, apps.filter((app) => !this.got.has(app.id)))}>
            ${this.busy.has(feature) ? t('int.shelf.busy') : t('int.shelf.whole', { count })}</button>` : nothing}</div>
      <ul class="apps">${apps.map((app) => this.app(app))}</ul>`;
  }

  chosen(categories) {
    return categories.some(({ id }) => id === this.category) ? this.category : categories[0]?.id;
  }

  template() {
    const apps = this.all();
    if (!apps.length) {
      return html`<p class="body muted">${t('int.shelf.none')}</p>`;
    }
    const words = wordsOf(this.q);
    const found = words.length ? apps.filter((app) => fits(app, words)) : apps;
    const categories = this.categories(apps);
    const here = words.length ? null : this.chosen(categories);
    const groups = categories.filter(({ id }) => here === null || id === here)
      .map((category) => [category, found.filter((app) => app.category === category.id)]).filter(([, some]) => some.length);
    return html`<div class="filters"><label class="search"><span class="vh">${t('int.shelf.search')}</span>${icon('search')}
        <input type="search" placeholder=${t('int.shelf.search')} @input=${(event) => (this.q = event.target.value.trim())}></label>
        <label class="shelf-choice"><span class="vh">${t('int.shelf.category')}</span><select @change=${(event) => (this.category = event.target.value)}>
          ${categories.map(({ id, name, count }) => html`<option value=${id} ?selected=${id === here}>${name} (${count})</option>`)}</select></label>
        <span class="vh" role="status">${words.length ? t('int.shelf.found', { count: found.length }) : ''}</span></div>
      <div class="shelf"><ul class="cats" aria-label=${t('int.shelf.category')}>${categories.map(({ id, name, count }) => html`<li>
          <button type="button" aria-current=${id === here ? 'true' : nothing} @click=${() => { this.category = id; }}>
            ${icon(id === here ? 'jack-ready' : 'jack-empty')}${name}<span class="num">${count}</span></button></li>`)}</ul>
        <div>${groups.length ? groups.map(([category, some]) => this.group(category, some, here !== null))
          : html`<p class="body muted">${t('int.shelf.nothing')}</p>`}</div></div>`;
  }
}
define('pb-app-shelf', AppShelf);
