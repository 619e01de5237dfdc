/* Health: what the host counts, anew every ten seconds while the page is seen, and whether apps can send people back. */
import { get } from '../lib/api.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { may } from '../lib/state.js';
import { t } from '../lib/texts.js';
import { exact } from '../lib/times.js';
import '../parts/callback-doctor.js';
import { healthFacts } from '../parts/health-facts.js';
import { status } from '../parts/marks.js';
import '../parts/provider-calls.js';
import { sentence, trouble } from '../parts/trouble.js';

const EVERY = 10_000;

class Health extends Part {
  static properties = {
    data: { state: true }, at: { state: true }, notReady: { state: true }, problem: { state: true }, paused: { state: true },
  };

  constructor() {
    super();
    this.data = null;
    this.at = null;
    this.notReady = null;
    this.problem = null;
    this.paused = false;
    this.seen = () => this.begin();
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.seen);
    this.begin();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.seen);
    clearTimeout(this.next);
  }

  /** Asks now and then every ten seconds, while somebody sees it and has not paused it. */
  async begin() {
    clearTimeout(this.next);
    if (document.hidden || this.paused || !this.isConnected) {
      return;
    }
    const turn = (this.turn = Symbol('turn'));
    await this.refresh();
    if (this.turn === turn) {
      clearTimeout(this.next);
      this.next = setTimeout(() => this.begin(), EVERY);
    }
  }

  async refresh() {
    const ready = get('readyz', { quiet: true }).then(() => null, (problem) => problem);
    try {
      const [data, notReady] = await Promise.all([get('api/v1/admin/health'), ready]);
      this.data = data;
      this.notReady = notReady;
      this.at = new Date();
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
      this.notReady = await ready;
    }
    this.querySelector('pb-provider-calls')?.refresh();
  }

  pause() {
    this.paused = !this.paused;
    this.begin();
  }

  template() {
    return html`<div class="page-head"><div><h1>${t('nav.health')}</h1><p class="lede">${this.lede()}</p></div>
        <div class="actions push">${this.at ? html`<span class="muted num small">${t('health.at', { when: exact(this.at) })}</span>` : nothing}
          <button class="btn" type="button" aria-pressed=${this.paused} @click=${this.pause}>${this.paused ? t('health.go-on') : t('health.pause')}</button></div></div>
      ${this.notReady && this.notReady.status !== 0 ? html`<section class="banner is-alarm" role="alert">${icon('jack-failing')}<div><h2>${t('health.not-ready')}</h2>
        <p>${sentence(this.notReady)}</p></div></section>` : nothing}
      ${trouble(this.problem, () => this.refresh())}
      ${this.data ? healthFacts(this.data) : this.problem ? nothing : html`<p class="muted" role="status">${t('loading')}</p>`}
      ${may('bundles:install') ? html`<pb-provider-calls></pb-provider-calls>` : nothing}
      <pb-callback-doctor></pb-callback-doctor>`;
  }

  lede() {
    if (this.problem?.status === 0) {
      return t('health.silent');
    }
    return this.notReady ? t('health.not-ready') : html`${this.data ? status('ready') : nothing} ${t('health.what')}`;
  }
}
define('pb-health', Health);
