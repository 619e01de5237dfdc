/* What a connection needs, if it needs anything: what happened, what waits for it, what to do. */
import { send } from '../lib/api.js';
import { copy, reconnectLink } from '../lib/deeds.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { openConnect } from '../lib/popup.js';
import { say } from '../lib/notices.js';
import { link } from '../lib/router.js';
import { isOperator, may } from '../lib/state.js';
import { hasText, parts, t } from '../lib/texts.js';
import { time } from '../lib/times.js';
import { said, trouble } from './trouble.js';

/**
 * `one`, `app`: the app's label, `uses`: how many steps use it, `calm`: the page's next thing to do is another, `why`: the
 * reason of the last failure. Tells `moved` when the connection may have changed, and `test`.
 */
export class ConnectionBanner extends Part {
  static properties = {
    one: { attribute: false }, app: {}, uses: { type: Number }, calm: { type: Boolean }, why: {},
    busy: { state: true }, problem: { state: true }, blocked: { state: true },
  };

  constructor() {
    super();
    this.uses = 0;
    this.busy = '';
    this.problem = null;
    this.blocked = null;
    this.waiting = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  willUpdate(changed) {
    if (changed.has('one') && changed.get('one') && changed.get('one').id !== this.one.id) {
      this.stop();
      this.problem = null;
    }
  }

  /** Waits for no sign-in any more. */
  stop() {
    this.waiting?.abort();
    Object.assign(this, { waiting: null, busy: '', blocked: null });
  }

  async doing(name, work) {
    this.busy = name;
    this.problem = null;
    try {
      await work();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = '';
    }
  }

  /** The connect page in a window of its own, opened in the click itself; until somebody is through there, this page waits. */
  reconnect() {
    this.stop();
    const waiting = new AbortController();
    this.waiting = waiting;
    this.problem = null;
    this.busy = 'connect';
    openConnect(reconnectLink(this.one.id).then(({ url }) => url), {
      id: this.one.id,
      before: this.one,
      signal: waiting.signal,
      onBlocked: (url) => this.goThere(url),
      onClosed: () => (this.busy = 'closed'),
      onDone: () => say(t('connection.connected', { app: this.app })),
    }).then((connection) => connection && this.tell('moved')).catch((problem) => (this.problem = problem))
      .finally(() => this.waiting === waiting && this.stop());
  }

  /** No window: this page itself goes there and comes back, where the operator allows the way back; else the link is shown. */
  async goThere(url) {
    try {
      const { account, id } = this.one;
      const { data } = await send('POST', 'api/v1/connect-sessions', { body: { account, connection: id, returnTo: location.href } });
      location.assign(data.url);
    } catch {
      this.blocked = url;
    }
  }

  owner() {
    return this.doing('link', async () => copy((await reconnectLink(this.one.id)).url, t('connection.link.copied')));
  }

  restore() {
    return this.doing('restore', async () => {
      await send('POST', `api/v1/connections/${encodeURIComponent(this.one.id)}/restore`);
      say(t('restored', { count: 1 }));
      this.tell('moved');
    });
  }

  connecting(title, text = said(this.one.reason)) {
    const going = ['connect', 'closed'].includes(this.busy);
    return this.draw('jack-reconnect', title, html`${text} ${this.waits()} ${t('connection.banner.keeps')} ${this.going()}`, may('sessions')
      ? html`<button class="btn ${this.calm ? '' : 'btn-go'}" type="button" @click=${this.reconnect}>${going ? t('connection.connect.again')
          : this.one.status === 'reconnect' ? t('connection.reconnect') : t('connection.connect', { app: this.app })}</button>
        ${going ? html`<button class="btn" type="button" @click=${this.stop}>${t('connection.connect.stop')}</button>`
          : html`<button class="btn" type="button" @click=${this.owner}>${icon('link')}${t('connection.link.owner')}</button>`}` : nothing);
  }

  /** How far the sign-in is, in a place that is announced. */
  going() {
    const word = { connect: t('connection.connecting', { app: this.app }), closed: t('connection.connecting.closed') }[this.busy] ?? '';
    return html`<span class="going" role="status">${this.blocked ? t('connection.connecting.blocked') : word}</span>
      ${this.blocked ? html`<span class="going"><a class="btn btn-s" href=${this.blocked} target="_blank" rel="noopener">${icon('out')}${t('connection.link.open')}</a>
        <button class="btn btn-s" type="button" @click=${() => copy(this.blocked, t('connection.link.copied'))}>${icon('copy')}${t('copy')}</button></span>` : nothing}`;
  }

  waits() {
    return this.uses ? t('connection.banner.waits', { count: this.uses }) : '';
  }

  failing() {
    const advice = `reason.${this.why}`;
    const what = t(hasText(advice) ? advice : 'connection.banner.failing.how');
    const client = this.one.oauth?.client;
    return this.draw('jack-failing', t('connection.banner.failing', { app: this.app }), html`${said(this.one.reason)} ${this.waits()} ${what}`,
      html`<button class="btn" type="button" @click=${() => this.tell('test')}>${t('connection.test.again')}</button>
        ${client && isOperator() ? html`<a class="btn" href=${link('clients', client)}>${t('connection.client.open')}</a>` : nothing}`, true);
  }

  unavailable() {
    const operator = isOperator() && may('bundles:install');
    return this.draw('jack-unavailable', t('connection.banner.unavailable', { app: this.app }),
      html`${operator ? said(this.one.reason) : ''} ${this.waits()} ${operator ? t('connection.banner.unavailable.operator') : t('connection.banner.unavailable.ask')}`,
      operator ? html`<a class="btn btn-go" href=${link('integrations')}>${t('connection.integrations.open')}</a>` : nothing);
  }

  deleted() {
    const ended = new Date(this.one.purgeAt) <= new Date();
    return this.draw('jack-unavailable', t('connection.banner.deleted'),
      ended ? t('connection.banner.deleted.over') : parts('connection.banner.deleted.until', { time: time(this.one.purgeAt) }),
      !ended && may('write') ? html`<button class="btn btn-go" type="button" @click=${this.restore}>${t('connection.restore')}</button>` : nothing);
  }

  draw(drawing, title, text, actions, alarm = false) {
    return html`<section class="banner ${alarm ? 'is-alarm' : ''}" aria-labelledby="banner-title">${icon(drawing)}
      <div><h2 id="banner-title" tabindex="-1">${title}</h2><p>${text}</p></div><div class="actions">${actions}</div></section>
      ${trouble(this.problem)}`;
  }

  template() {
    if (this.one.deletedAt) {
      return this.deleted();
    }
    const draws = {
      reconnect: () => this.connecting(t('connection.banner.reconnect', { app: this.app })),
      pending: () => this.connecting(t('connection.banner.pending', { app: this.app }), t('connection.banner.pending.why', { app: this.app })),
      failing: () => this.failing(),
      unavailable: () => this.unavailable(),
    };
    const missing = this.one.status === 'ready' && this.one.oauth?.missing.length;
    return draws[this.one.status]?.()
      ?? (missing ? this.connecting(t('connection.banner.missing', { app: this.app }), t('connection.banner.missing.why', { count: missing })) : trouble(this.problem));
  }
}
define('pb-connection-banner', ConnectionBanner);
