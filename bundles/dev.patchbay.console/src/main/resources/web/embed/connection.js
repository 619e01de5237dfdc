/*
 * <patchbay-connection provider="ftp" workflow="orders" step="upload" account="shop" session="pbl_…">: the submenu of a workflow
 * step, on any page. It says whether the step is connected, lets a person connect, select, test, change and detach, and tells
 * what happens: `patchbay-state {state}`, `patchbay-bound {connection}`, `patchbay-detached`, `patchbay-tested {passed}`,
 * `patchbay-error {problem}`.
 *
 * `session` is the token of an account session's link, or the link; without it the console's cookie counts, on pages of this
 * host. `shop`: which shop, where the step is for one of Shopify's. `manage`: the product's own way to the account's page. `open`:
 * unfolded from the beginning. `--pb-accent`, `--pb-on-accent`, `--pb-edge` and `--pb-radius` give it the page's looks; font and
 * colour scheme are the page's anyway. A page under Trusted Types allows the policy `lit-html`.
 */
import { get, idempotencyKey, Problem, query, ROOT, send } from '../js/lib/api.js';
import { define, html, Part } from '../js/lib/element.js';
import { provider } from '../js/lib/providers.js';
import { t } from '../js/lib/texts.js';
import { access, tokenOf } from './access.js';
import { languageOf, looks, words } from './looks.js';
import { Popup, watch } from './popup.js';
import { draw } from './views.js';

const FRESH = 5_000;
const GIVEN = ['provider', 'workflow', 'step', 'account', 'session', 'shop'];

export class PatchbayConnection extends Part {
  static properties = {
    provider: {}, workflow: {}, step: {}, account: {}, session: {}, shop: {}, manage: {}, open: { type: Boolean },
    ready: { state: true }, view: { state: true }, app: { state: true }, problem: { state: true }, trouble: { state: true },
    mode: { state: true }, waiting: { state: true }, note: { state: true }, undo: { state: true }, busy: { state: true },
  };

  constructor() {
    super();
    this.ready = false;
    this.view = null;
    this.turn = 0;
    this.calm();
    /* whoever comes back from another tab may have changed something there */
    this.back = () => this.view && Date.now() - this.seen > FRESH && this.look().catch(() => false);
  }

  createRenderRoot() {
    return this.shadowRoot ?? this.attachShadow({ mode: 'open' });
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('focus', this.back);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('focus', this.back);
    this.stop?.();
  }

  updated(changed) {
    if (GIVEN.some((name) => changed.has(name))) {
      this.load();
    }
  }

  calm() {
    Object.assign(this, { problem: null, trouble: null, mode: '', waiting: null, note: '', undo: null, busy: false });
  }

  /** Brings in everything from the beginning; a form that somebody is typing in stays. */
  async load() {
    const turn = ++this.turn;
    try {
      const [sheets] = await Promise.all([looks(), words(languageOf(this))]);
      this.renderRoot.adoptedStyleSheets = sheets;
      this.ready = true;
      if (!this.workflow || !this.step) {
        throw new Problem(400, { title: t('embed.attributes') });
      }
      this.access = access(this.account);
      await this.access.open(tokenOf(this.session));
      const view = await this.said(await this.call(() => get(this.path())));
      const app = view.provider ? await this.call(() => provider(view.provider)).catch(() => null) : null;
      if (turn === this.turn) {
        this.app = app;
        Object.assign(this, { problem: null, trouble: null });
        this.take(view);
      }
    } catch (problem) {
      if (turn === this.turn) {
        this.problem = problem;
        this.failed(problem);
      }
    }
  }

  call(request) {
    return this.access.call(request);
  }

  path(rest = '') {
    const place = `api/v1/steps/${encodeURIComponent(this.workflow)}/${encodeURIComponent(this.step)}${rest}`;
    return query(place, { account: this.account ?? this.access.account });
  }

  /** The step, once it is said what it is for; what is bound to a step of another app is not let go without being asked. */
  async said(view) {
    const other = this.provider && view.provider !== this.provider;
    const shop = this.shop && view.shop !== this.shop.toLowerCase();
    if ((!other && !shop) || (other && view.connection)) {
      return view;
    }
    const body = { provider: this.provider ?? view.provider, ...(this.shop ? { shop: this.shop } : {}) };
    return (await this.call(() => send('PUT', this.path(), { body }))).data;
  }

  /** Whether what is bound is of another app than the page asks for. */
  get mismatch() {
    return Boolean(this.provider && this.view?.provider && this.view.provider !== this.provider);
  }

  get label() {
    return this.app?.label ?? this.view?.provider ?? this.provider ?? '';
  }

  take(view) {
    const before = this.view?.state;
    this.view = view;
    this.seen = Date.now();
    if (view.state !== before) {
      this.tell('patchbay-state', { state: view.state });
    }
  }

  failed(problem) {
    this.tell('patchbay-error', { problem });
  }

  async look() {
    this.take(await this.call(() => get(this.path())));
    return this.view;
  }

  /** Does something a person asked for; what is in the way is said below the buttons. */
  async act(deed) {
    Object.assign(this, { trouble: null, note: '', undo: null, busy: true });
    try {
      await deed();
    } catch (problem) {
      this.trouble = problem;
      this.failed(problem);
    } finally {
      this.busy = false;
    }
  }

  bind(connection) {
    return this.act(async () => {
      this.take((await this.call(() => send('PUT', this.path(), { body: { connection: connection.id } }))).data);
      this.mode = '';
      this.renderRoot.querySelector('pb-step-test')?.clear();
      this.note = t('embed.bound', { name: connection.label });
      this.tell('patchbay-bound', { connection: this.view.connection });
    });
  }

  detach() {
    const { connection, provider: app, shop } = this.view;
    return this.act(async () => {
      await this.call(() => send('DELETE', this.path()));
      const body = { provider: app, ...(shop ? { shop } : {}) };
      this.take((await this.call(() => send('PUT', this.path(), { body }))).data);
      this.note = t('embed.detached', { name: connection.label });
      this.undo = () => this.bind(connection);
      this.tell('patchbay-detached', {});
      await this.focusOn('.undo');
    });
  }

  /** Lets go of what is bound to the step of another app. */
  beginAnew() {
    return this.act(async () => {
      await this.call(() => send('DELETE', this.path()));
      this.tell('patchbay-detached', {});
      await this.load();
    });
  }

  async test() {
    const element = this.renderRoot.querySelector('pb-step-test');
    await this.act(async () => {
      const report = await this.call(() => element.run(this.path('/test')));
      /* what ended the test in the middle stands where its steps do */
      if (element.problem) {
        this.failed(element.problem);
      } else {
        this.tell('patchbay-tested', { passed: report.passed });
      }
      await this.look();
    });
  }

  /** Opens the connect page: for a new connection, or with one for that one again. */
  connect(again = null) {
    const popup = new Popup();
    this.stop?.();
    return this.act(async () => {
      try {
        const link = await this.link(again);
        popup.go(link.url);
        this.waiting = { again, popup, url: link.url };
        this.follow(popup, link, again);
      } catch (problem) {
        popup.drop();
        throw problem;
      }
    });
  }

  async link(again) {
    const body = { account: this.account ?? this.access.account, workflow: this.workflow, step: this.step, ...(again
      ? { connection: again.id } : { provider: this.view.provider }) };
    const headers = { 'Idempotency-Key': idempotencyKey() };
    return (await this.call(() => send('POST', 'api/v1/connect-sessions', { body, headers }))).data;
  }

  /** Looks at the step until the person is done in that window. */
  follow(popup, link, again) {
    const before = this.view;
    const done = ({ state, connection }) => state === 'authenticated' && connection
      && (again ? connection.updatedAt !== before.connection?.updatedAt || before.state === 'reconnect'
        : connection.id !== before.connection?.id);
    this.stop = watch(popup, Date.parse(link.expiresAt), async () => {
      const now = await this.look().catch((problem) => {
        if (problem.status === 401) {
          this.stop();
        }
        return null;
      });
      if (!now || !done(now)) {
        return false;
      }
      this.connected();
      return true;
    }, () => (this.waiting = null));
  }

  connected() {
    const { connection } = this.view;
    const held = this.renderRoot.activeElement !== null || document.activeElement === document.body;
    Object.assign(this, { waiting: null, mode: '', note: t('embed.connected', { name: connection.label }), undo: null });
    this.tell('patchbay-bound', { connection });
    /* the button that had the focus is gone; somebody who went on elsewhere in the page stays there */
    if (held) {
      this.focusOn('.bar');
    }
  }

  stopWaiting() {
    this.stop?.();
    this.waiting = null;
    this.focusOn('.bar');
  }

  async saved(connection) {
    this.mode = '';
    this.note = t('embed.saved', { name: connection.label });
    await this.look().catch((problem) => (this.trouble = problem));
    await this.focusOn('.bar');
  }

  /** `edit`, `rename`, or `another` instead of one that has to be connected again. */
  async turnTo(mode) {
    Object.assign(this, { mode, note: '', undo: null, trouble: null });
    await this.focusOn('.select');
  }

  async left() {
    this.mode = '';
    await this.focusOn('.bar');
  }

  /** Where a person changes everything about a connection; null where no page of this host would let them in. */
  page(...parts) {
    const path = ['console', ...parts.map(encodeURIComponent)].join('/');
    return this.manage ?? (this.access?.byCookie ? new URL(path, ROOT).href : null);
  }

  template() {
    return this.ready ? draw(this) : html``;
  }
}
define('patchbay-connection', PatchbayConnection);
