/* The console: finds out who is there, draws the frame, and brings in the page that the address means. */
import { send, get, useSession, whenSignedOut } from './lib/api.js';
import { define, html, nothing, Part } from './lib/element.js';
import './lib/notices.js';
import { go, link, onMove, place } from './lib/router.js';
import { change, follow, isOperator, loadAccounts, mayHaveSession, needsAccounts, rememberSession, state } from './lib/state.js';
import { current, loadTexts, needTexts, t } from './lib/texts.js';
import { restoreTheme } from './lib/theme.js';
import './parts/rack.js';
import './pages/sign-in.js';

/**
 * Every page: its element, its module, the areas of texts it needs beside that of its own name, and whether it is for operators
 * only; the others are an account's too.
 */
const PAGES = {
  connections: { load: () => import('./pages/connections.js'), draw: () => html`<pb-connections></pb-connections>` },
  connection: { load: () => import('./pages/connection.js'), draw: (id) => html`<pb-connection .connection=${id}></pb-connection>`, texts: ['connections', 'add'] },
  add: { load: () => import('./pages/add.js'), texts: ['connections'], draw: (provider) => html`<pb-add .provider=${provider ?? null}></pb-add>` },
  integrations: { load: () => import('./pages/integrations.js'), draw: () => html`<pb-integrations></pb-integrations>`, operator: true },
  clients: { load: () => import('./pages/clients.js'), draw: (id) => html`<pb-clients .client=${id ?? null}></pb-clients>`, operator: true },
  keys: { load: () => import('./pages/keys.js'), draw: () => html`<pb-keys></pb-keys>`, operator: true },
  accounts: { load: () => import('./pages/accounts.js'), draw: (id) => html`<pb-accounts .account=${id ?? null}></pb-accounts>`, operator: true },
  audit: { load: () => import('./pages/audit.js'), draw: () => html`<pb-audit></pb-audit>`, operator: true },
  health: { load: () => import('./pages/health.js'), draw: () => html`<pb-health></pb-health>`, operator: true },
  settings: { load: () => import('./pages/settings.js'), draw: () => html`<pb-settings></pb-settings>`, operator: true },
};

const nameOf = (here) => here.page || 'connections';

/** Brings in the module and the texts of a page, if it is one. */
async function bring(here) {
  const name = nameOf(here);
  const page = PAGES[name];
  await (page ? Promise.all([page.load(), ...[name, ...(page.texts ?? [])].map(needTexts)]) : null);
}

class App extends Part {
  static properties = { phase: { state: true }, shown: { state: true }, again: { state: true } };

  constructor() {
    super();
    this.phase = 'loading';
    this.shown = null;
    this.again = false;
    onMove((event) => this.show(event.moved));
    follow(() => this.requestUpdate());
    whenSignedOut(() => this.signedOut());
  }

  async start() {
    restoreTheme();
    const texts = loadTexts(new URLSearchParams(location.search).get('lang'));
    document.documentElement.lang = current();
    const here = place();
    if (here.page === 'enter' && location.hash.length > 1) {
      await texts;
      await this.enter(location.hash.slice(1));
      return;
    }
    if (!mayHaveSession()) {
      await texts;
      this.phase = 'sign-in';
      return;
    }
    /* what does not wait for an answer is asked for at once */
    const asked = get('api/v1/session', { quiet: true }).then((session) => ({ session }), (problem) => ({ problem }));
    const [{ session, problem }] = await Promise.all([asked, texts, bring(here)]);
    try {
      if (problem) {
        throw problem;
      }
      await this.signedIn(session);
    } catch (refused) {
      rememberSession(refused.status !== 401);
      this.phase = 'sign-in';
    }
  }

  /** Trades the one-time token of a link; it leaves the address, and so the history, before anything else happens. */
  async enter(token) {
    history.replaceState(null, '', link('enter'));
    try {
      const { data } = await send('POST', 'api/v1/session', { body: { token }, quiet: true });
      history.replaceState(null, '', link('connections'));
      await this.signedIn(data);
    } catch (problem) {
      this.linkProblem = problem;
      this.phase = 'sign-in';
    }
  }

  async signedIn(session) {
    useSession(session);
    rememberSession(true);
    change({ session });
    const accounts = loadAccounts();
    /* the list goes without their names at first; they may take longer than its rows */
    const list = this.phase !== 'in' && nameOf(place()) === 'connections' && !needsAccounts();
    await (list ? null : accounts);
    if (this.phase === 'in') {
      this.again = false;
      await this.updateComplete;
      this.before?.focus?.();
      return;
    }
    this.phase = 'in';
    await Promise.all([accounts, this.show(false)]);
  }

  /** In the middle of work the page stays: one signs in above it and goes on. */
  signedOut() {
    if (this.phase === 'in' && !this.again) {
      this.before = document.activeElement;
      this.again = true;
    }
  }

  async signOut() {
    await send('DELETE', 'api/v1/session');
    const back = state.session?.returnTo;
    useSession(null);
    rememberSession(false);
    change({ session: null, accounts: [], account: null });
    if (back) {
      location.assign(back);
      return;
    }
    this.phase = 'sign-in';
    go(link(), { replace: true });
  }

  async show(moved) {
    if (this.phase !== 'in') {
      return;
    }
    const here = place();
    const name = nameOf(here);
    const page = PAGES[name];
    const allowed = page && (!page.operator || isOperator());
    if (allowed) {
      await bring(here);
    }
    this.shown = { name, parts: here.parts, page: allowed ? page : null };
    await this.updateComplete;
    if (moved) {
      scrollTo(0, 0);
      this.querySelector('main')?.focus();
    }
  }

  template() {
    if (this.phase === 'loading') {
      return html`<div class="gate-loading" role="status" aria-busy="true"></div>`;
    }
    if (this.phase === 'sign-in') {
      return html`<pb-sign-in .problem=${this.linkProblem ?? null}
        @signed-in=${(event) => this.signedIn(event.detail)}></pb-sign-in>`;
    }
    return html`
      <a class="skip" href="#main" @click=${(event) => { event.preventDefault(); this.querySelector('main').focus(); }}>${t('skip')}</a>
      <pb-rack .page=${this.shown?.name ?? ''} @sign-out=${this.signOut}></pb-rack>
      <main id="main" tabindex="-1">${this.body()}</main>
      <pb-toast></pb-toast>
      <pb-question></pb-question>
      ${this.again
        ? html`<pb-sign-in-again @signed-in=${(event) => this.signedIn(event.detail)}></pb-sign-in-again>`
        : nothing}`;
  }

  body() {
    if (!this.shown) {
      return nothing;
    }
    const { page, parts } = this.shown;
    return page
      ? page.draw(...parts)
      : html`<div class="page-head"><div><h1>${t('nothing.title')}</h1><p class="lede">${t('nothing.why')}</p></div>
          <a class="btn" href=${link('connections')}>${t('nav.connections')}</a></div>`;
  }

  firstUpdated() {
    this.start();
  }
}
define('pb-app', App);
