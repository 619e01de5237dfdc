/* A made-up workflow editor: the step submenu at work in the page of a product, with real steps of the account `demo`. */
import { get, ROOT } from './lib/api.js';
import { define, html, nothing, Part } from './lib/element.js';
import { icon } from './lib/icons.js';
import { mayHaveSession } from './lib/state.js';
import { current, loadTexts, needTexts, parts, t } from './lib/texts.js';
import { nextTheme, restoreTheme, theme } from './lib/theme.js';
import { words } from './lib/times.js';
import { tile } from './parts/marks.js';

const WORKFLOW = 'order-to-warehouse';
const LANES = [
  [
    { step: 'paid', provider: 'builtin', tile: { id: 'loomwork', label: 'Lo' } },
    { step: 'read', provider: 'sandbox', tile: { id: 'sandbox', label: 'Sandbox shop' } },
  ],
  [
    { step: 'stock', provider: 'api-key', tile: { id: 'api-key', label: 'API key' } },
    { step: 'upload', provider: 'ftp', tile: { id: 'ftp', label: 'FTP' }, open: true },
  ],
];
const EVENTS = ['patchbay-state', 'patchbay-bound', 'patchbay-detached', 'patchbay-tested', 'patchbay-error'];
const KEPT = 50;

/* what an event says, without the values of a connection */
function told({ state, passed, connection, problem }) {
  const said = { ...(state && { state }), ...(passed !== undefined && { passed }) };
  return JSON.stringify({
    ...said,
    ...(connection && { connection: { id: connection.id, label: connection.label } }),
    ...(problem && { problem: { status: problem.status, type: problem.type, detail: problem.detail } }),
  });
}

class Demo extends Part {
  static properties = {
    phase: { state: true }, hosts: { state: true }, narrow: { state: true }, events: { state: true }, problem: { state: true },
  };

  constructor() {
    super();
    this.phase = 'loading';
    this.hosts = false;
    this.narrow = false;
    this.events = [];
    EVENTS.forEach((name) => this.addEventListener(name, (event) => this.heard(event)));
  }

  firstUpdated() {
    this.start();
  }

  async start() {
    restoreTheme();
    await loadTexts(new URLSearchParams(location.search).get('lang'));
    document.documentElement.lang = current();
    await needTexts('demo');
    document.title = `${t('demo.title')} · Patchbay`;
    if (!mayHaveSession()) {
      this.phase = 'signed-out';
      return;
    }
    try {
      const session = await get('api/v1/session', { quiet: true });
      this.account = session.account ?? 'demo';
      this.phase = session.kind === 'account' ? 'signed-out' : 'in';
    } catch (problem) {
      this.phase = problem.status === 401 ? 'signed-out' : 'offline';
    }
  }

  heard(event) {
    const one = { name: event.type, step: event.target.getAttribute('step'), detail: told(event.detail), at: new Date().toISOString() };
    this.events = [one, ...this.events].slice(0, KEPT);
  }

  bar() {
    const choice = (key, name) => html`<label><input type="checkbox" .checked=${this[name]}
      @change=${(event) => (this[name] = event.target.checked)}>${t(key)}</label>`;
    return html`<header class="demo-bar"><a class="skip" href="#main">${t('skip')}</a><b>Loomwork</b><span class="muted">${t('demo.place')}</span><span class="push"></span>
      ${choice('demo.colours', 'hosts')}${choice('demo.narrow', 'narrow')}
      <button class="icon-btn" type="button" @click=${() => { nextTheme(); this.requestUpdate(); }}>${icon('theme')}
        <span class="vh">${t(`theme.${theme() || 'system'}`)}</span></button></header>`;
  }

  node(node, number) {
    const id = `node-${node.step}`;
    return html`<section class="node" aria-labelledby=${id}><div class="node-head">${tile(node.tile)}
      <div><h2 id=${id}>${t(`demo.${node.step}`)}</h2><span class="sub">${t(`demo.${node.step}.app`)}</span></div>
      <span class="node-n">${number}</span></div>
      <patchbay-connection provider=${node.provider} workflow=${WORKFLOW} step=${node.step} account=${this.account}
        ?open=${node.open}></patchbay-connection></section>`;
  }

  log() {
    return html`<section class="node wide" aria-labelledby="events"><div class="node-head"><h2 id="events">${t('demo.events')}</h2></div>
      <div class="body"><div class="events small" role="log" tabindex="0" aria-labelledby="events"><ul class="rows">${this.events.map((one) => html`<li>
        <span class="muted">${words(one.at)}</span><b>${one.name}</b><span>${one.step}</span><code>${one.detail}</code></li>`)}</ul></div>
        ${this.events.length ? nothing : html`<p class="muted">${t('demo.events.none')}</p>`}</div></section>`;
  }

  how() {
    const tag = `<script type="module" src="${new URL('embed/patchbay-connection.js', ROOT).href}"></script>`;
    const element = `<patchbay-connection provider="ftp" workflow="${WORKFLOW}" step="upload" account="${this.account}" session="pbl_…"></patchbay-connection>`;
    return html`<section class="node wide embed-how" aria-labelledby="how"><div class="node-head"><h2 id="how">${t('demo.how')}</h2></div>
      <div class="body"><p class="read">${parts('demo.how.text', { origins: html`<code>embed.origins</code>`, route: html`<code>POST /api/v1/account-sessions</code>`,
        session: html`<code>session</code>` })}</p><pre class="code" tabindex="0">${tag}\n${element}</pre></div></section>`;
  }

  gate() {
    const key = this.phase === 'offline' ? 'offline' : 'demo.signed-out';
    return html`<main id="main" class="demo"><div class="page-head"><div><h1>${t('demo.title')}</h1><p class="lede">${t(key)}</p></div></div>
      <p><a class="btn btn-go" href=${new URL('console/', ROOT).href}>${t('demo.sign-in')}</a></p></main>`;
  }

  template() {
    if (this.phase === 'loading') {
      return html`<div class="gate-loading" role="status" aria-busy="true"></div>`;
    }
    if (this.phase !== 'in') {
      return this.gate();
    }
    let number = 0;
    return html`${this.bar()}
      <main id="main" class="demo ${this.hosts ? 'is-host-themed' : ''} ${this.narrow ? 'is-narrow' : ''}">
        <div class="page-head"><div><h1>${t('demo.title')}</h1>
          <p class="lede">${parts('demo.lede', { element: html`<code>&lt;patchbay-connection&gt;</code>`, account: html`<code>${this.account}</code>` })}</p></div></div>
        ${LANES.map((lane) => html`<div class="lane">${lane.map((node) => this.node(node, (number += 1)))}</div>`)}
        ${this.log()}${this.how()}
      </main>`;
  }
}
define('pb-demo', Demo);
