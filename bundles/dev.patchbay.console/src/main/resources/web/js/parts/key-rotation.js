/* The key that seals the keys of connections: since when it is in use, and its renewal with what is still under a former one. */
import { get, send } from '../lib/api.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { ask } from '../lib/notices.js';
import { t } from '../lib/texts.js';
import { time } from '../lib/times.js';
import { trouble } from './trouble.js';

const EVERY = 2_000;

class KeyRotation extends Part {
  static properties = { keys: { state: true }, problem: { state: true }, ended: { state: true } };

  constructor() {
    super();
    this.keys = null;
    this.problem = null;
    this.ended = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.next);
  }

  /** How many are to be sealed anew; what belongs to the link of somebody who connects is not, it ends by itself. */
  left() {
    return this.keys ? this.keys.remaining - (this.keys.sessions ?? 0) : 0;
  }

  /** While something is left under a former key, it is asked again and again. */
  async look() {
    clearTimeout(this.next);
    const before = this.left();
    try {
      this.keys = await get('api/v1/admin/keys');
      this.problem = null;
      this.ended ||= before > 0 && this.left() === 0;
    } catch (problem) {
      this.problem = problem;
    }
    if (this.left() && this.isConnected) {
      this.next = setTimeout(() => this.look(), EVERY);
    }
  }

  async rotate() {
    const answer = await ask({
      title: t('settings.rotate.title'), body: html`<p>${t('settings.rotate.why')}</p>`,
      actions: [{ label: t('cancel'), first: true }, { label: t('settings.rotate.do'), kind: 'go', value: 'rotate' }],
    });
    if (answer !== 'rotate') {
      return;
    }
    this.ended = false;
    try {
      const { data } = await send('POST', 'api/v1/admin/keys/rotate');
      this.keys = { ...this.keys, remaining: data.remaining };
      await this.look();
      this.ended ||= this.left() === 0;
    } catch (problem) {
      this.problem = problem;
    }
  }

  template() {
    return html`<section class="panel" aria-labelledby="rotate-title"><div class="strip"><h2 id="rotate-title">${t('settings.rotate')}</h2></div>
      <div class="body narrow"><p class="read">${t('settings.rotate.what')}</p>${trouble(this.problem, () => this.look())}
        ${this.keys ? this.facts() : this.problem ? nothing : html`<p class="muted" role="status">${t('loading')}</p>`}</div></section>`;
  }

  former() {
    const left = this.left();
    const links = this.keys.sessions ? t('settings.rotate.links', { count: this.keys.sessions }) : '';
    return left ? t('settings.rotate.left', { count: left }) : links || t('settings.rotate.none');
  }

  facts() {
    const { active, createdAt, sessions } = this.keys;
    const left = this.left();
    return html`<dl class="meta is-left"><dt>${t('settings.rotate.active')}</dt><dd><code>${active}</code></dd>
        ${createdAt ? html`<dt>${t('settings.rotate.since')}</dt><dd>${time(createdAt)}</dd>` : nothing}
        <dt>${t('settings.rotate.remaining')}</dt><dd class="num">${this.former()}</dd></dl>
      <p role="status">${left ? t('settings.rotate.busy') : this.ended
        ? html`<span class="mark is-passed">${icon('mark-passed')}</span> ${sessions ? t('settings.rotate.ended.links') : t('settings.rotate.ended')}` : ''}</p>
      ${left ? nothing : html`<div class="form-foot"><button class="btn" type="button" @click=${this.rotate}>${t('settings.rotate.do')}</button></div>`}`;
  }
}
define('pb-key-rotation', KeyRotation);
