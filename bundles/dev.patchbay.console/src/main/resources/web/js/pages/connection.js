/* One connection: how it is, what it joins, what it holds, what happened to it, and all that can be done with it. */
import { get, query } from '../lib/api.js';
import { copy, download, remove } from '../lib/deeds.js';
import { fieldLabel, inWords, methodOf } from '../lib/definitions.js';
import { fetchConnection, findDeleted } from '../lib/edits.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { guide } from '../lib/guide.js';
import { icon } from '../lib/icons.js';
import { halves, iconOf } from '../lib/methods.js';
import { say } from '../lib/notices.js';
import { provider } from '../lib/providers.js';
import { link } from '../lib/router.js';
import { accountLabel, may } from '../lib/state.js';
import { t } from '../lib/texts.js';
import { time } from '../lib/times.js';
import '../parts/connection-banner.js';
import '../parts/connection-edit.js';
import '../parts/connection-login.js';
import '../parts/connection-patch.js';
import '../parts/connection-timeline.js';
import { lastTest, tile } from '../parts/marks.js';
import '../parts/rename.js';
import '../parts/test-run.js';
import { said, trouble } from '../parts/trouble.js';

const EVENTS = 20;

class ConnectionPage extends Part {
  static properties = {
    connection: {}, one: { state: true }, provider: { state: true }, uses: { state: true }, events: { state: true },
    earlier: { state: true }, problem: { state: true }, gone: { state: true }, mode: { state: true }, warnings: { state: true },
    tested: { state: true }, testProblem: { state: true }, eventsProblem: { state: true }, reading: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    /* somebody comes back from a sign-in that this page does not wait for, since it was opened by hand or before a reload */
    this.back = () => !this.mode && ['pending', 'reconnect'].includes(this.one?.status) && this.load();
    addEventListener('focus', this.back);
  }

  willUpdate(changed) {
    if (changed.has('connection')) {
      Object.assign(this, {
        one: null, etag: null, provider: null, uses: null, events: [], earlier: null, problem: null, gone: false, mode: null,
        warnings: [], tested: false, testProblem: null, eventsProblem: null, reading: false,
      });
      this.querySelector('pb-test-run')?.clear();
      this.load();
    }
  }

  updated() {
    document.title = this.one ? `${this.one.label} · Patchbay` : 'Patchbay';
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('focus', this.back);
    document.title = 'Patchbay';
  }

  /** Whether an answer is still about the connection that is shown. */
  is(id) {
    return this.connection === id;
  }

  async load() {
    const id = this.connection;
    try {
      const { connection, etag } = await fetchConnection(id);
      if (this.is(id)) {
        Object.assign(this, { one: connection, etag, problem: null, gone: false });
        await Promise.all([this.loadProvider(), this.loadUses(), this.loadEvents()]);
      }
    } catch (problem) {
      if (this.is(id)) {
        await this.notThere(id, problem);
      }
    }
  }

  async notThere(id, problem) {
    if (problem.status !== 404) {
      this.problem = problem;
      return;
    }
    const deleted = await findDeleted(id).catch(() => null);
    if (this.is(id)) {
      Object.assign(this, { one: deleted, gone: !deleted, mode: null, problem: null, uses: this.uses ?? [] });
      if (deleted) {
        await this.loadProvider();
      }
    }
  }

  async loadProvider() {
    const { provider: id } = this.one;
    const found = inWords(await provider(id).catch(() => null));
    if (this.one?.provider === id) {
      this.provider = found;
    }
  }

  async loadUses() {
    const id = this.connection;
    const { items } = await get(`api/v1/connections/${encodeURIComponent(id)}/uses`);
    if (this.is(id)) {
      this.uses = items;
      this.one = { ...this.one, uses: items.length };
    }
  }

  /** The newest entries, or with `more` those before what is shown. */
  async loadEvents(more = false) {
    const id = this.connection;
    this.reading = true;
    try {
      const page = await get(query(`api/v1/connections/${encodeURIComponent(id)}/events`, { limit: EVENTS, cursor: more ? this.earlier : null }));
      if (this.is(id)) {
        Object.assign(this, { events: more ? [...this.events, ...page.items] : page.items, earlier: page.next, eventsProblem: null });
      }
    } catch (problem) {
      this.eventsProblem = this.is(id) ? problem : null;
    } finally {
      this.reading = false;
    }
  }

  /** What a part saved: shown at once; the timeline has an entry more. */
  saved({ connection, etag }) {
    Object.assign(this, { one: { ...connection, uses: this.one.uses }, etag, mode: null });
    this.loadEvents();
  }

  async edited(event) {
    const { warnings } = event.detail;
    this.saved(event.detail);
    this.warnings = warnings;
    say(t('connection.edit.saved'));
    await this.focusOn('[data-do=edit]');
  }

  async renamed(event) {
    this.saved(event.detail);
    say(t('renamed', { name: this.one.label }));
    await this.focusOn('[data-do=rename]');
  }

  async close(name) {
    this.mode = null;
    await this.focusOn(`[data-do=${name}]`);
  }

  async test() {
    Object.assign(this, { testProblem: null, tested: true });
    const run = this.querySelector('pb-test-run');
    run.scrollIntoView({ block: 'nearest' });
    try {
      await run.run(`api/v1/connections/${encodeURIComponent(this.one.id)}/test`);
    } catch (problem) {
      Object.assign(this, { testProblem: problem, tested: false });
    }
    await this.load();
  }

  async discard() {
    const deleted = await remove([this.one], () => (this.loaded = this.load()));
    if (deleted) {
      await this.loaded;
      await this.focusOn('#banner-title');
    }
  }

  /** Something was done in the banner, which may be gone with the button that was pressed. */
  async moved() {
    await this.load();
    await this.updateComplete;
    if (document.activeElement === document.body) {
      await this.focusOn('h1');
    }
  }

  method() {
    return methodOf(this.provider, this.one);
  }

  app() {
    const { provider: id } = this.one;
    return { id, label: this.provider?.definition?.label ?? this.provider?.label ?? id, icon: iconOf(this.provider?.definition) };
  }

  template() {
    if (this.gone) {
      return this.nobody();
    }
    if (!this.one) {
      return html`${this.crumb()}${trouble(this.problem, () => this.load())}
        ${this.problem ? nothing : html`<p class="muted" role="status">${t('loading')}</p>`}`;
    }
    return html`${this.crumb()}${this.head()}${trouble(this.problem, () => this.load())}${this.warned()}
      <pb-connection-banner .one=${this.one} .app=${this.app().label} .uses=${this.uses?.length ?? 0} .calm=${this.mode === 'edit'}
        .why=${this.events.find((event) => event.type === 'connection.refresh-failed')?.detail.reason ?? null}
        @moved=${() => this.moved()} @test=${() => this.test()}></pb-connection-banner>
      ${this.one.deletedAt ? nothing : this.body()}`;
  }

  crumb() {
    return html`<nav aria-label=${t('connection.crumb')}><a class="crumb" href=${link('connections')}>${icon('left')}${t('connections')}</a></nav>`;
  }

  nobody() {
    return html`${this.crumb()}<div class="page-head"><div><h1>${t('connection.gone')}</h1><p class="lede">${t('connection.gone.why')}
      <span class="code">${this.connection}</span></p></div><a class="btn btn-go" href=${link('connections')}>${t('connection.gone.back')}</a></div>`;
  }

  head() {
    const { one, mode } = this;
    const name = mode === 'rename'
      ? html`<h1 class="vh">${one.label}</h1><pb-rename .one=${one} .etag=${this.etag} .since=${this.events[0]?.at ?? null} @saved=${this.renamed} @closed=${() => this.close('rename')}></pb-rename>`
      : html`<h1 tabindex="-1">${one.label}</h1>`;
    return html`<div class="page-head">${tile(this.app(), true)}<div>${name}
        <p class="muted">${this.app().label} · <span class="code">${one.id}</span>
          <button class="icon-btn is-inline" type="button" aria-label=${t('connection.copy.what', { name: t('connection.id') })} @click=${() => copy(one.id)}>${icon('copy')}</button></p></div>
      ${one.deletedAt ? nothing : this.actions()}</div>`;
  }

  actions() {
    const { status } = this.one;
    const usable = !['unavailable', 'pending'].includes(status);
    const button = (name, act, kind = '', label = t(name)) => html`<button class="btn ${kind}" type="button" data-do=${name} @click=${act}>${label}</button>`;
    return html`<div class="actions push">
      ${usable && may('use') ? button('test', () => this.test()) : nothing}
      ${may('write') && this.mode !== 'rename' ? button('rename', () => (this.mode = 'rename')) : nothing}
      ${may('write') && status !== 'unavailable' && this.mode !== 'edit' ? button('edit', () => (this.mode = 'edit'), '', t('connection.edit')) : nothing}
      ${may('write') ? button('delete', () => this.discard(), 'btn-danger') : nothing}</div>`;
  }

  warned() {
    return this.warnings.length ? html`<section class="result" role="status"><p><b>${t('connection.warned')}</b></p>
      <ul class="read">${this.warnings.map((one) => html`<li>${fieldLabel(this.method(), one.field.replace(/^values\./, ''))}: ${said(one.message)}</li>`)}</ul></section>` : nothing;
  }

  body() {
    const { one, provider: app, etag } = this;
    const method = this.method();
    const who = one.oauth?.appAccount ?? method?.fields?.map((field) => one.values[field.name]).find((value) => typeof value === 'string');
    return html`<section class="panel" aria-labelledby="patch-title"><pb-connection-patch .one=${one} .app=${this.app()} .who=${who ?? ''}
        .uses=${this.uses} .editable=${may('write')} @uses-changed=${() => { this.loadUses(); this.loadEvents(); }}></pb-connection-patch></section>
      <div class="cols"><div>
        <section class="panel" aria-labelledby=${this.mode === 'edit' ? 'edit-title' : 'login-title'}>${this.mode === 'edit'
          ? html`<pb-connection-edit .one=${one} .etag=${etag} .since=${this.events[0]?.at ?? null} .provider=${app} .method=${method}
              @saved=${this.edited} @closed=${() => this.close('edit')}></pb-connection-edit>`
          : html`<pb-connection-login .one=${one} .etag=${etag} .method=${method} .events=${this.events}
              .editable=${may('write') && one.status !== 'unavailable'} .usable=${may('use') && ['ready', 'failing'].includes(one.status)}
              @saved=${(event) => this.saved(event.detail)} @moved=${() => this.load()}></pb-connection-login>`}</section>
        ${this.testing()}${this.how(method)}
      </div><div>
        <section class="panel" aria-labelledby="timeline-title"><pb-connection-timeline .events=${this.events} .more=${Boolean(this.earlier)}
          .busy=${this.reading} .problem=${this.eventsProblem} .label=${(name) => fieldLabel(method, name)}
          @earlier=${() => this.loadEvents(this.events.length > 0)}></pb-connection-timeline></section>
        ${this.about(method)}
      </div></div>`;
  }

  testing() {
    const { one } = this;
    const failed = one.lastTest?.passed === false ? t('connection.test.failed', { advice: t(`reason.${one.lastTest.reason ?? 'UNEXPECTED'}`) }) : null;
    const note = failed ?? t(one.status === 'pending' ? 'connection.test.pending' : 'connection.test.what');
    const can = may('use') && !['unavailable', 'pending'].includes(one.status);
    return html`<section class="panel" aria-labelledby="test-title"><div class="strip"><h2 id="test-title">${t('test')}</h2>
        <span class="push small">${lastTest(one.lastTest)}</span>
        ${can ? html`<button class="btn btn-s" type="button" @click=${() => this.test()}>${one.lastTest ? t('connection.test.again') : t('connection.test.first')}</button>` : nothing}</div>
      <div class="body">${trouble(this.testProblem)}<pb-test-run .translations=${this.provider?.definition?.translations}></pb-test-run>
        ${this.tested ? nothing : html`<p class="muted">${note}</p>`}</div></section>`;
  }

  how(method) {
    const text = method && halves(method.guide).person;
    return text ? html`<section class="panel"><details class="fold"><summary class="strip"><h2>${t('connection.guide', { app: this.app().label })}</h2>
      <span class="push">${icon('down')}</span></summary>
      <div class="body read">${guide(text)}</div></details></section>` : nothing;
  }

  about(method) {
    const { one } = this;
    return html`<section class="panel" aria-labelledby="about-title"><div class="strip"><h2 id="about-title">${t('connection.about')}</h2>
        <button class="btn btn-s push" type="button" @click=${() => download(`${one.id}.json`, JSON.stringify(one, null, 2))}>${t('export')}</button></div>
      <dl class="meta body"><dt>${t('account')}</dt><dd>${accountLabel(one.account)}</dd>
        <dt>${t('column.app')}</dt><dd><span class="code">${one.provider}${this.provider?.bundleVersion ? ` ${this.provider.bundleVersion}` : ''}</span></dd>
        ${method && this.provider.definition.methods.length > 1 ? html`<dt>${t('connection.method')}</dt><dd>${method.label}</dd>` : nothing}
        <dt>${t('connection.created')}</dt><dd>${time(one.createdAt)}</dd><dt>${t('column.changed')}</dt><dd>${time(one.updatedAt)}</dd>
        ${one.expiresAt ? html`<dt>${t('connection.token')}</dt><dd>${time(one.expiresAt)}</dd>` : nothing}</dl>
      <p class="body small muted about-note">${t('connection.export.what')}</p></section>`;
  }
}
define('pb-connection', ConnectionPage);
