/* The rack: the brand's jack, a jack for each page, and the cable to the present one. */
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { link } from '../lib/router.js';
import { chooseAccount, follow, isOperator, may, state } from '../lib/state.js';
import { choose, current, languages, t } from '../lib/texts.js';
import { nextTheme, theme } from '../lib/theme.js';

const OPERATOR_PAGES = [
  ['integrations', 'bundles:install'],
  ['clients', 'read'],
  ['keys', 'admin'],
  ['accounts', 'admin'],
  ['audit', 'admin'],
  ['health', 'admin'],
  ['settings', 'admin'],
];
const BELONGS_TO = { connection: 'connections', add: 'connections' };

class Rack extends Part {
  static properties = { page: {}, open: { state: true } };

  constructor() {
    super();
    this.page = '';
    this.open = false;
    follow(() => this.requestUpdate());
  }

  willUpdate(changed) {
    if (changed.has('page')) {
      this.open = false;
    }
  }

  pages() {
    const own = isOperator() ? OPERATOR_PAGES.filter(([, scope]) => may(scope)).map(([name]) => name) : [];
    return ['connections', ...own];
  }

  template() {
    const here = BELONGS_TO[this.page] ?? this.page;
    return html`<header class="rack"><div class="rack-row">
      <a class="brand" href=${link('connections')}><span class="brand-jack"></span>Patchbay</a>
      <button class="rack-btn menu-btn" type="button" aria-expanded=${this.open} aria-controls="nav"
        @click=${() => (this.open = !this.open)}>${icon('menu')}${t('menu')}</button>
      <nav id="nav" class=${this.open ? 'is-open' : ''} aria-label=${t('nav')}><ul>
        ${this.pages().map((name) => html`<li><a href=${link(name)}
          aria-current=${name === here ? 'page' : nothing}>${t(`nav.${name}`)}</a></li>`)}
      </ul></nav>
      <div class="rack-end">
        ${this.accounts()}
        <button class="rack-btn theme" type="button" @click=${() => { nextTheme(); this.requestUpdate(); }}>
          ${icon('theme')}<span class="vh">${t(`theme.${theme() || 'system'}`)}</span></button>
        ${this.me()}
      </div>
    </div></header>`;
  }

  accounts() {
    if (!isOperator() || state.session.account) {
      return nothing;
    }
    return html`<label class="account"><span class="vh">${t('account')}</span>
      <select @change=${(event) => chooseAccount(event.target.value || null)}>
        <option value="" ?selected=${!state.account}>${t('account.all')}</option>
        ${state.accounts.map((one) => html`<option value=${one.id} ?selected=${one.id === state.account}>${one.label}</option>`)}
      </select></label>`;
  }

  me() {
    return html`<details class="me"><summary class="rack-btn">${icon('user')}<span class="vh">${t('me', { who: state.session.label })}</span></summary>
      <div class="menu">
        <p class="sub">${t('me.signed-in')}<br><b>${state.session.label}</b></p>
        <label class="sub">${t('language')}<select @change=${(event) => { choose(event.target.value); location.reload(); }}>
          ${languages().map((tag) => html`<option value=${tag} ?selected=${tag === current()}>${t(`language.${tag}`)}</option>`)}
        </select></label>
        <button class="btn btn-s" type="button" @click=${() => this.tell('sign-out')}>
          ${state.session.returnTo ? t('sign-out.back') : t('sign-out')}</button>
      </div></details>`;
  }
}
define('pb-rack', Rack);
