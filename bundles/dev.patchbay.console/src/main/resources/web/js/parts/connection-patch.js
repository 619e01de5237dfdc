/* What a connection joins: the app at one side, the steps at the other, and the cables between as they are. */
import { get, query, send } from '../lib/api.js';
import { define, html, nothing, Part, svg } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { say } from '../lib/notices.js';
import { t } from '../lib/texts.js';
import { time } from '../lib/times.js';
import { status, tile } from './marks.js';
import { trouble } from './trouble.js';

const FEW = 6;
const ROW = 48;
const LOOSE = ['reconnect', 'pending'];

const stepPath = (connection, use) =>
  query(`api/v1/steps/${encodeURIComponent(use.workflow)}/${encodeURIComponent(use.step)}`, { account: connection.account });

/**
 * `one`: the connection, `app`: `{ id, label, icon }`, `who`: what it is signed in to, `uses`: the steps, or null while they
 * are not known. Tells `uses-changed`.
 */
export class ConnectionPatch extends Part {
  static properties = {
    one: { attribute: false }, app: { attribute: false }, who: {}, uses: { attribute: false }, editable: { type: Boolean },
    all: { state: true }, ends: { state: true }, tall: { state: true }, problem: { state: true },
  };

  constructor() {
    super();
    this.uses = null;
    this.all = false;
    this.ends = [];
    this.tall = ROW;
    this.problem = null;
  }

  shown() {
    return this.all ? this.uses ?? [] : (this.uses ?? []).slice(0, FEW);
  }

  connectedCallback() {
    super.connectedCallback();
    this.watch = new ResizeObserver(() => this.measure());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watch.disconnect();
  }

  updated() {
    this.querySelector('.cables.is-uses').style.setProperty('--cables', `${this.height()}px`);
    const list = this.querySelector('.patch-uses');
    if (list && list !== this.list) {
      this.watch.disconnect();
      this.watch.observe(list);
    }
    this.list = list;
  }

  /** A cable ends where its step stands, however many lines that takes. */
  measure() {
    const top = this.list.getBoundingClientRect().top;
    this.ends = [...this.list.children].map((step) => {
      const { top: from, height } = step.getBoundingClientRect();
      return Math.round(from - top + height / 2);
    });
    this.tall = Math.round(this.list.getBoundingClientRect().height);
  }

  height() {
    return this.ends.length ? this.tall : ROW;
  }

  /** Forgets the step; taking it back binds it anew, for the same app. */
  async detach(use) {
    this.problem = null;
    try {
      const before = await get(stepPath(this.one, use));
      await send('DELETE', stepPath(this.one, use));
      this.tell('uses-changed');
      say(t('connection.detached', use), { undo: () => this.attach(use, before) });
      await this.focusOn('[tabindex="-1"]');
    } catch (problem) {
      this.problem = problem;
    }
  }

  async attach(use, before) {
    try {
      const body = { provider: before.provider, shop: before.shop, connection: this.one.id };
      await send('PUT', stepPath(this.one, use), { body });
      this.tell('uses-changed');
      say(t('connection.attached', use));
    } catch (problem) {
      this.problem = problem;
    }
  }

  end() {
    const lost = this.one.status === 'unavailable';
    const jack = { ready: 'jack-ready', failing: 'jack-failing', unavailable: 'jack-unavailable' }[this.one.status] ?? 'jack-empty';
    return html`<div class="patch-end ${lost ? 'is-lost' : ''}">${tile(this.app, true)}
      <div><b>${this.app.label}</b><span class="sub">${lost ? t('connection.patch.away') : this.who ?? ''}</span></div>
      ${icon(jack, this.one.status === 'failing' ? 'is-hot' : '')}</div>`;
  }

  toApp() {
    if (LOOSE.includes(this.one.status)) {
      return html`<svg class="cables is-loose" viewBox="0 0 208 144" preserveAspectRatio="xMaxYMid meet" aria-hidden="true">
        <path class="k-edge" d="M208 72C138 72 160 130 116 130 96 130 76 120 58 110"/>
        <path class="k-loose" d="M208 72C138 72 160 130 116 130 96 130 76 120 58 110"/>
        <g transform="translate(58 110) rotate(209)"><rect class="tip" x="-3" y="-6" width="22" height="12" rx="3"/>
        <rect class="tip" x="19" y="-3" width="13" height="6" rx="2"/></g></svg>`;
    }
    return html`<svg class="cables is-${this.one.status}" viewBox="0 0 100 144" preserveAspectRatio="none" aria-hidden="true">
      ${this.one.status === 'unavailable' ? nothing : svg`<path class="k-live" d="M0 72H100"/>`}</svg>`;
  }

  toSteps() {
    const middle = this.height() / 2;
    const paths = this.shown().map((_, i) => this.ends[i] ?? middle)
      .map((y) => (Math.abs(y - middle) < 1 ? `M0 ${middle}H100` : `M0 ${middle}C50 ${middle} 50 ${y} 100 ${y}`));
    return html`<svg class="cables is-uses" viewBox="0 0 100 ${this.height()}" preserveAspectRatio="none" aria-hidden="true">
      ${paths.map((d) => svg`<path class="k-live" d=${d}/>`)}</svg>`;
  }

  use(use) {
    const name = { workflow: use.workflow, step: use.step };
    return html`<li>${icon('jack-ready')}<span><b>${use.workflow}</b>
        <span class="sub">${t('connection.patch.step', { step: use.step })} · ${t('connection.patch.since')} ${time(use.since)}</span></span>
      ${this.editable ? html`<button class="btn btn-s push" type="button" @click=${() => this.detach(use)}>${t('connection.detach')}<span
        class="vh"> ${t('connection.detach.what', name)}</span></button>` : nothing}</li>`;
  }

  steps() {
    if (!this.uses) {
      return html`<p class="muted" role="status">${t('loading')}</p>`;
    }
    if (!this.uses.length) {
      return html`<div class="patch-none">${icon('jack-none')}<p class="muted" tabindex="-1">${t('connection.patch.none')}</p></div>`;
    }
    return html`<ul class="patch-uses" tabindex="-1" aria-label=${t('connection.patch.used', { count: this.uses.length })}>
        ${this.shown().map((use) => this.use(use))}</ul>`;
  }

  more() {
    const rest = (this.uses?.length ?? 0) - this.shown().length;
    return rest > 0 ? html`<div class="patch-more"><button class="link" type="button" @click=${() => this.showAll()}>${t('connection.patch.more',
      { count: rest })}</button></div>` : nothing;
  }

  async showAll() {
    this.all = true;
    await this.focusOn('.patch-uses');
  }

  template() {
    return html`<div class="strip"><h2 id="patch-title">${t('connection.patch')}</h2><span class="push">${status(this.one.status)}</span></div>
      <div class="patch">${this.end()}${this.toApp()}
        <div class="patch-mid"><span class="strip-text">${t('connection.patch.this')}</span><br><b>${this.one.label}</b></div>
        ${this.toSteps()}${this.steps()}</div>${this.more()}
      ${this.problem ? html`<div class="body">${trouble(this.problem)}</div>` : nothing}`;
  }
}
define('pb-connection-patch', ConnectionPatch);
