/* All connections of an account: search, filter, order, and what can be done with one or with many. */
import { get, query, send } from '../lib/api.js';
import { copy, download, each, reconnectLink, remove, test } from '../lib/deeds.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { ATTENTION, Listing } from '../lib/listing.js';
import { ask, say } from '../lib/notices.js';
import { providers } from '../lib/providers.js';
import { link, place, remember } from '../lib/router.js';
import { accountLabel, follow, state } from '../lib/state.js';
import { t } from '../lib/texts.js';
import '../parts/connection-table.js';
import { lastTest } from '../parts/marks.js';
import { sentence, trouble } from '../parts/trouble.js';

const SORTS = ['attention', 'label', 'tested', 'updated', 'created'];
const TYPING = 200;

class Connections extends Part {
  static properties = {
    blocks: { state: true }, summary: { state: true }, picked: { state: true }, problem: { state: true },
    loading: { state: true }, names: { state: true }, busy: { state: true },
  };

  constructor() {
    super();
    const asked = place().parameters;
    this.filter = { q: asked.get('q'), provider: asked.get('provider'), status: asked.get('status') };
    this.sort = SORTS.includes(asked.get('sort')) ? asked.get('sort') : SORTS[0];
    this.blocks = [];
    this.picked = new Set();
    this.names = new Map();
    this.busy = new Map();
    this.loading = true;
    this.keys = (event) => this.slash(event);
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.keys);
    this.unfollow = follow(() => state.session && this.account !== state.account && this.reload());
    this.reload();
    providers().then((names) => (this.names = names)).catch(() => (this.names = new Map()));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.keys);
    this.unfollow();
    this.listing?.close();
  }

  slash(event) {
    if (event.key === '/' && !event.target.closest('input, select, textarea, dialog')) {
      event.preventDefault();
      this.querySelector('input[type=search]')?.focus();
    }
  }

  /** Reads from the beginning; the rows that are there stay until the first new ones come. */
  async reload() {
    this.listing?.close();
    this.account = state.account;
    const scope = { account: state.account, q: this.filter.q, provider: this.filter.provider };
    const listing = new Listing({ ...scope, status: this.filter.status }, this.sort);
    this.listing = listing;
    this.loading = true;
    remember({ ...this.filter, sort: this.sort === SORTS[0] ? null : this.sort });
    const counted = get(query('api/v1/connections/summary', scope), { signal: listing.abort.signal }).then((summary) => {
      this.summary = this.listing === listing ? summary : this.summary;
    });
    try {
      await Promise.all([counted, this.first(listing, counted)]);
    } catch (problem) {
      if (this.listing === listing && problem.name !== 'AbortError') {
        Object.assign(this, { problem, loading: false });
      }
    }
  }

  /* rows do not wait for the counts; where there are none, those say whether it is for the filter */
  async first(listing, counted) {
    const rows = await listing.next();
    if (!rows.length) {
      await counted;
    }
    if (this.listing === listing) {
      Object.assign(this, { blocks: rows.length ? [rows] : [], problem: null, loading: false, picked: new Set() });
    }
  }

  async more() {
    const { listing } = this;
    if (this.loading || listing.ended) {
      return;
    }
    this.loading = true;
    try {
      const rows = await listing.next();
      if (this.listing === listing && rows.length) {
        this.blocks = [...this.blocks, rows];
      }
    } catch (problem) {
      if (this.listing === listing) {
        this.problem = problem;
      }
    } finally {
      if (this.listing === listing) {
        this.loading = false;
      }
    }
  }

  narrow(parts) {
    Object.assign(this.filter, parts);
    this.reload();
  }

  typed(event) {
    const q = event.target.value.trim() || null;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.narrow({ q }), TYPING);
  }

  order(sort) {
    this.sort = sort;
    this.reload();
  }

  chosen() {
    return this.blocks.flat().filter((one) => this.picked.has(one.id));
  }

  replace(connection) {
    /* a page it is not in stays the same page, and so is not drawn again */
    this.blocks = this.blocks.map((rows) => (rows.some((one) => one.id === connection.id)
      ? rows.map((one) => (one.id === connection.id ? connection : one)) : rows));
  }

  show(id, sign) {
    this.busy = new Map(this.busy).set(id, sign);
  }

  async testAll(connections) {
    connections.forEach((one) => this.show(one.id, html`<span class="muted">${t('testing')}</span>`));
    let passed = 0;
    await each(connections, (one) => test(one.id), async (one, result) => {
      passed += result.passed === true ? 1 : 0;
      this.show(one.id, result instanceof Error ? html`<span class="mark is-failed">${icon('mark-failed')}${sentence(result)}</span>`
        : lastTest({ passed: result.passed, at: new Date().toISOString() }));
      const now = await get(`api/v1/connections/${encodeURIComponent(one.id)}`).catch(() => one);
      this.replace({ ...one, ...now });
    });
    say(t('tested.many', { passed, count: connections.length }));
    this.recount();
  }

  async recount() {
    const { q, provider } = this.filter;
    this.summary = await get(query('api/v1/connections/summary', { account: state.account, q, provider })).catch(() => this.summary);
  }

  async links(connections) {
    const made = [];
    await each(connections, (one) => reconnectLink(one.id), (one, result) => made.push([one, result]));
    const text = made.filter(([, result]) => result.url).map(([one, result]) => `${one.label}: ${result.url}`).join('\n');
    await ask({
      title: t('links.title', { count: made.length }),
      body: html`<p>${t('links.how')}</p>
        ${made.map(([one, result]) => html`<div class="field"><label>${one.label}<input class="code" readonly
          .value=${result.url ?? result.message} @focus=${(event) => event.target.select()}></label></div>`)}`,
      actions: [{ label: t('close') }, { label: t('copy'), kind: 'go', value: 'copy', first: true }],
      wide: true,
    }).then((answer) => answer === 'copy' && copy(text));
  }

  async rename(connection) {
    this.newName = connection.label;
    const answer = await ask({
      title: t('rename.title', { name: connection.label }),
      body: html`<div class="field"><label for="new-name">${t('name')}</label><input id="new-name" .value=${connection.label} maxlength="128"
        @input=${(event) => (this.newName = event.target.value)} data-first></div>`,
      actions: [{ label: t('cancel') }, { label: t('rename'), kind: 'go', value: 'rename' }],
    });
    if (answer !== 'rename') {
      return;
    }
    try {
      const { data } = await send('PATCH', `api/v1/connections/${encodeURIComponent(connection.id)}`, { body: { label: this.newName } });
      this.replace({ ...connection, ...data });
      say(t('renamed', { name: data.label }));
    } catch (problem) {
      this.problem = problem;
    }
  }

  deed({ name, connection }) {
    const deeds = {
      test: () => this.testAll([connection]),
      rename: () => this.rename(connection),
      reconnect: () => this.links([connection]),
      delete: () => remove([connection], () => this.reload()),
    };
    return deeds[name]();
  }

  template() {
    if (this.summary && this.summary.total === 0 && !this.filter.q && !this.filter.provider && !this.problem) {
      return this.empty();
    }
    return html`<div class="page-head"><div><h1>${t('connections')}</h1><p class="lede">${this.lede()}</p></div>
        <a class="btn btn-go push" href=${link('add')}>${icon('plus')}${t('add')}</a></div>
      <section class="panel" aria-label=${t('connections')}>
        ${this.filters()}${this.bulk()}${trouble(this.problem, () => this.reload())}
        <pb-connection-table .blocks=${this.blocks} .total=${this.shownTotal()} .picked=${this.picked} .providers=${this.names}
          .sort=${this.sort} .busy=${this.busy}
          @picked=${(event) => (this.picked = event.detail)} @sort=${(event) => this.order(event.detail)}
          @deed=${(event) => this.deed(event.detail)} @near-end=${() => this.more()}></pb-connection-table>
        ${this.foot()}
      </section>`;
  }

  lede() {
    const whose = state.account ? t('connections.of', { account: accountLabel(state.account) }) : t('connections.all');
    if (!this.summary) {
      return whose;
    }
    const { reconnect = 0, failing = 0, unavailable = 0 } = this.summary.byStatus;
    const count = reconnect + failing + unavailable;
    return `${whose} ${count ? t('connections.need', { count, total: this.summary.total }) : t('connections.fine')}`;
  }

  shownTotal() {
    return this.summary ? (this.filter.status ? this.summary.byStatus[this.filter.status] ?? 0 : this.summary.total) : null;
  }

  filters() {
    const apps = [...this.names.values()].sort((a, b) => a.label.localeCompare(b.label));
    return html`<div class="filters">
      <label class="search"><span class="vh">${t('search')}</span>${icon('search')}
        <input type="search" placeholder=${t('search.hint')} .value=${this.filter.q ?? ''} @input=${this.typed}><kbd aria-hidden="true">/</kbd></label>
      <label><span class="vh">${t('column.app')}</span><select @change=${(event) => this.narrow({ provider: event.target.value || null })}>
        <option value="">${t('apps.all')}</option>
        ${apps.map((one) => html`<option value=${one.id} ?selected=${one.id === this.filter.provider}>${one.label}</option>`)}</select></label>
      <label><span class="vh">${t('sort')}</span><select @change=${(event) => this.order(event.target.value)}>
        ${SORTS.map((sort) => html`<option value=${sort} ?selected=${sort === this.sort}>${t(`sort.${sort}`)}</option>`)}</select></label>
      <div class="chips" role="group" aria-label=${t('column.status')}>
        ${[null, ...ATTENTION].map((word) => this.chip(word))}</div>
    </div>`;
  }

  chip(word) {
    const count = word ? this.summary?.byStatus[word] : this.summary?.total;
    return html`<button class="chip" type="button" aria-pressed=${this.filter.status === word} @click=${() => this.narrow({ status: word })}>
      ${word ? icon(`jack-${word}`, word === 'failing' && count ? 'is-hot' : '') : ''}${word ? t(`status.${word}`) : t('all')}
      <b class="num">${count === undefined ? '' : t('count', { n: count })}</b></button>`;
  }

  bulk() {
    if (!this.picked.size) {
      return nothing;
    }
    const chosen = this.chosen();
    return html`<div class="bulk" role="region" aria-label=${t('selected.region')}>
      <span role="status">${t('selected', { count: this.picked.size })}</span>
      <button class="btn btn-s" type="button" @click=${() => this.testAll(chosen)}>${t('test')}</button>
      <button class="btn btn-s" type="button" @click=${() => this.links(chosen)}>${t('reconnect.copy')}</button>
      <button class="btn btn-s" type="button" @click=${() => download('connections.json', JSON.stringify(chosen, null, 2))}>${t('export')}</button>
      <button class="btn btn-s" type="button" @click=${() => remove(chosen, () => this.reload())}>${t('delete')}</button>
      <button class="btn btn-s push" type="button" @click=${() => (this.picked = new Set())}>${t('clear')}</button></div>`;
  }

  foot() {
    const shown = this.blocks.reduce((sum, rows) => sum + rows.length, 0);
    if (!shown) {
      return this.loading ? html`<p class="body muted" role="status">${t('loading')}</p>`
        : html`<div class="empty"><p>${t('connections.nothing')}</p><button class="btn" type="button"
            @click=${() => this.narrow({ q: null, provider: null, status: null })}>${t('filter.clear')}</button></div>`;
    }
    const total = this.shownTotal() ?? shown;
    return html`<div class="table-foot"><span class="muted num" role="status">${t('shown', { from: 1, to: shown, total: Math.max(total, shown) })}</span>
      ${this.listing?.ended ? nothing : html`<button class="btn btn-s" type="button" @click=${() => this.more()}>${this.loading ? t('loading') : t('show-more', { count: 100 })}</button>`}</div>`;
  }

  empty() {
    return html`<div class="page-head"><div><h1>${t('connections')}</h1><p class="lede">${t('connections.all')}</p></div></div>
      <section class="panel empty"><svg class="art" viewBox="0 0 420 118" aria-hidden="true"><g class="hole"><circle cx="96" cy="40" r="15"/><circle cx="324" cy="40" r="15"/></g>
        <path class="k-edge" d="M324 40C324 120 210 122 168 84"/><path class="k-loose" d="M324 40C324 120 210 122 168 84"/>
        <g transform="translate(168 84) rotate(212)"><rect class="tip" x="-3" y="-7" width="26" height="14" rx="3"/><rect class="tip" x="23" y="-3.5" width="14" height="7" rx="2"/></g></svg>
        <h2>${t('connections.empty')}</h2><p class="read muted">${t('connections.empty.how')}</p>
        <div class="actions"><a class="btn btn-go" href=${link('add')}>${icon('plus')}${t('add')}</a></div></section>`;
  }
}
define('pb-connections', Connections);
