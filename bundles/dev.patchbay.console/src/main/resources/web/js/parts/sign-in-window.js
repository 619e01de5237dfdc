/* A sign-in under way in a small window: what this page shows meanwhile, also after a reload. */
import { get, Problem, query, send } from '../lib/api.js';
import { copy } from '../lib/deeds.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { openConnect, rememberedSignIn, rememberSignIn, watch } from '../lib/popup.js';
import { t } from '../lib/texts.js';
import { sentence } from './trouble.js';

const path = (id) => `api/v1/connections/${encodeURIComponent(id)}`;
const newest = async ({ account, provider }, limit) => (await get(query('api/v1/connections', { account, provider, limit }))).items;

/**
 * `provider`: the app whose sign-in is taken up again after a reload. Tells `waiting` with true and false, `connected` with
 * the connection, and `refused` with the problem where it cannot begin.
 */
export class SignInWindow extends Part {
  static properties = { provider: {}, stage: { state: true }, url: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.provider = null;
    this.stage = null;
    this.url = null;
    this.problem = null;
    this.asked = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.ending?.abort();
    if (this.stage) {
      /* who goes elsewhere finds the connection in the list; only a reload comes back to the wait */
      rememberSignIn(null);
    }
  }

  firstUpdated() {
    const kept = rememberedSignIn();
    if (kept && kept.provider === this.provider) {
      this.asked = kept;
      this.wait('again');
      this.endAt(kept.expiresAt);
      this.run((signal) => watch(() => this.found(), { signal }));
    }
  }

  /**
   * Begins; right in the handler of a click. `asked`: `{ account, provider, app, step, automatic, make }`, where `make` gives
   * the connection that is to be signed in for; without it the connect page asks for all.
   */
  begin(asked) {
    this.asked = asked;
    this.open(this.link());
  }

  /** The connection is made first, so that its id is known before anybody signs in; a step is bound once it is connected. */
  async link() {
    const { account, provider, step } = this.asked;
    const made = this.asked.id ? null : await this.made();
    if (made) {
      this.asked = { ...this.asked, id: made.id, label: made.label, before: { status: made.status, updatedAt: made.updatedAt } };
    } else if (!this.asked.id && this.asked.newest === undefined) {
      this.asked = { ...this.asked, newest: (await newest(this.asked, 1))[0]?.id ?? null };
    }
    const { data } = await send('POST', 'api/v1/connect-sessions', { body: { account, provider, connection: this.asked.id ?? null, ...step } });
    const { make: _, ...plain } = this.asked;
    rememberSignIn({ ...plain, expiresAt: data.expiresAt });
    this.endAt(data.expiresAt);
    return data.url;
  }

  /** The connection, or null where the connect page has to ask which OAuth client it is to have. */
  async made() {
    const { make, any } = this.asked;
    try {
      return (await make?.()) ?? null;
    } catch (problem) {
      if (any && problem.errors?.length && problem.errors.every((error) => error.field === 'client')) {
        return null;
      }
      throw problem;
    }
  }

  open(url) {
    this.wait('window');
    this.focusOn('[data-waits]');
    this.run((signal) => openConnect(url, {
      signal, find: () => this.found(),
      onBlocked: (address) => Object.assign(this, { stage: 'blocked', url: address }),
      onClosed: () => (this.stage = 'closed'),
    }));
  }

  /** The connection that came of it, where it is connected by now. */
  async found() {
    const { id, before, newest: last } = this.asked;
    if (id) {
      const now = await get(path(id));
      return now.status !== 'pending' && now.updatedAt !== before?.updatedAt ? now : null;
    }
    if (last === undefined) {
      return null;
    }
    const rows = await newest(this.asked, 10);
    const end = rows.findIndex((one) => one.id === last);
    return rows.slice(0, end < 0 ? rows.length : end).find((one) => one.status !== 'pending') ?? null;
  }

  wait(stage) {
    this.stage = stage;
    this.url = null;
    this.problem = null;
    this.tell('waiting', true);
  }

  async run(work) {
    this.ending?.abort();
    const ending = new AbortController();
    this.ending = ending;
    try {
      const connection = await work(ending.signal);
      if (connection && this.ending === ending) {
        rememberSignIn(null);
        this.tell('connected', await this.named(connection));
      }
    } catch (problem) {
      if (this.ending === ending) {
        this.failed(problem);
      }
    }
  }

  /** What cannot begin belongs to the form; what broke off later is said here. */
  failed(problem) {
    if (this.asked.id && problem.status !== 404) {
      Object.assign(this, { stage: 'broken', problem });
      return;
    }
    const gone = this.asked.id && problem.status === 404;
    this.end();
    this.tell('refused', gone ? new Problem(404, { detail: t('sign-in-at.gone') }) : problem);
  }

  /** A connection that nobody named is called after the account at the app. */
  async named(connection) {
    const who = connection.oauth?.appAccount;
    if (!this.asked.automatic || !who || connection.label !== this.asked.label) {
      return connection;
    }
    const label = `${this.asked.app} · ${who}`.slice(0, 128);
    return send('PATCH', path(connection.id), { body: { label } }).then(({ data }) => data, () => connection);
  }

  endAt(instant) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.stage && (this.stage = 'ended'), Math.max(0, new Date(instant) - Date.now()));
  }

  end() {
    clearTimeout(this.timer);
    this.ending?.abort();
    this.ending = null;
    this.stage = null;
    this.asked = null;
    rememberSignIn(null);
    this.tell('waiting', false);
  }

  /** Nothing stays behind of what nobody signed in for. */
  async giveUp() {
    const id = this.asked?.id;
    this.end();
    if (id) {
      await send('DELETE', `${path(id)}?force=true&now=true`).catch(() => null);
    }
  }

  template() {
    if (!this.stage) {
      return html`<div role="status"></div>`;
    }
    const { app, step } = this.asked;
    return html`<div role="status"><section class="result is-hanging" tabindex="-1" data-waits><h2>${icon('jack-pending')}${t('sign-in-at', { app })}</h2>
        <p>${this.problem ? sentence(this.problem) : t(`sign-in-at.${this.stage}`, { app })}</p>
        ${step ? html`<p class="muted">${t('sign-in-at.step', step)}</p>` : nothing}</section></div>
      <div class="form-foot">${this.url
        ? html`<a class="btn btn-go" href=${this.url} target="_blank" rel="noopener">${t('sign-in-at.follow', { app })}${icon('out')}</a>
          <button class="btn" type="button" @click=${() => copy(this.url)}>${t('sign-in-at.copy')}</button>`
        : html`<button class="btn" type="button" @click=${() => this.open(this.link())}>${t('sign-in-at.open')}</button>`}
        <button class="btn btn-quiet" type="button" @click=${this.giveUp}>${t('sign-in-at.cancel')}</button></div>`;
  }
}
define('pb-sign-in-window', SignInWindow);
