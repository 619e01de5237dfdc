/* API keys: what they may do, until when, and the making of one, whose text is shown this once. */
import { all, send } from '../lib/api.js';
import { copy } from '../lib/deeds.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { ask, say } from '../lib/notices.js';
import { accountLabel } from '../lib/state.js';
import { number, t } from '../lib/texts.js';
import { exact, time } from '../lib/times.js';
import { copyField } from '../parts/form.js';
import '../parts/key-form.js';
import '../parts/menu.js';
import { trouble } from '../parts/trouble.js';

const DAY = 86_400_000;
const SOON = 14 * DAY;

/** `over` is one that opens nothing any more. */
function standing(key, now = Date.now()) {
  if (key.revokedAt) {
    return 'revoked';
  }
  const left = key.expiresAt ? new Date(key.expiresAt) - now : Infinity;
  return left <= 0 ? 'ended' : left < SOON ? 'soon' : 'good';
}

class Keys extends Part {
  static properties = {
    items: { state: true }, problem: { state: true }, making: { state: true }, made: { state: true }, over: { state: true },
  };

  constructor() {
    super();
    this.items = null;
    this.problem = null;
    this.making = false;
    this.made = null;
    this.over = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  /** The text of a new key is nowhere but in this element, and goes with it. */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.made = null;
  }

  async load() {
    try {
      this.items = await all('api/v1/admin/api-keys');
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  async begin() {
    this.made = null;
    this.making = true;
    await this.focusOn('#key-label');
  }

  async end() {
    this.making = false;
    this.made = null;
    await this.focusOn('#make');
  }

  async finished(key) {
    this.made = key;
    this.making = false;
    this.load();
    await this.focusOn('#new-key');
  }

  async revoke(key) {
    const answer = await ask({
      title: t('keys.revoke.title', { name: key.label }),
      body: html`<p>${t('keys.revoke.why')}</p><p class="muted">${t('keys.revoke.final')}</p>`,
      actions: [{ label: t('keys.revoke.keep'), first: true }, { label: t('keys.revoke.do'), kind: 'destroy', value: 'revoke' }],
    });
    if (answer !== 'revoke') {
      return;
    }
    try {
      await send('DELETE', `api/v1/admin/api-keys/${encodeURIComponent(key.id)}`);
      say(t('keys.revoked.said', { name: key.label }));
      await this.load();
    } catch (problem) {
      this.problem = problem;
    }
  }

  template() {
    return html`<div class="page-head"><div><h1>${t('nav.keys')}</h1><p class="lede">${this.lede()}</p></div>
        ${this.making || this.made ? nothing : html`<button class="btn btn-go push" type="button" id="make" @click=${this.begin}>
          ${icon('plus')}${t('keys.make')}</button>`}</div>
      ${this.making ? html`<pb-key-maker @made=${(event) => this.finished(event.detail)} @cancel=${this.end}></pb-key-maker>` : nothing}
      ${this.made ? this.shownOnce() : nothing}
      ${trouble(this.problem, () => this.load())}
      ${this.items ? html`<section class="panel" aria-label=${t('nav.keys')}>${this.chips()}${this.table()}</section>`
        : this.problem ? nothing : html`<p class="muted" role="status">${t('loading')}</p>`}`;
  }

  lede() {
    const soon = (this.items ?? []).filter((key) => standing(key) === 'soon').length;
    return `${t('keys.what')} ${soon ? t('keys.soon', { count: soon }) : ''}`;
  }

  shownOnce() {
    const { key, label } = this.made;
    return html`<section class="panel body made" role="region" aria-labelledby="made-title"><h2 id="made-title">${t('keys.made', { name: label })}</h2>
      ${copyField({ id: 'new-key', label: t('keys.text'), help: t('keys.once'), value: key, onCopy: () => copy(key) })}
      <div class="form-foot"><button class="btn btn-go" type="button" @click=${this.end}>${t('keys.kept')}</button></div></section>`;
  }

  chips() {
    const over = this.items.filter((key) => ['revoked', 'ended'].includes(standing(key))).length;
    const chip = (word, count) => html`<button class="chip" type="button" aria-pressed=${this.over === (word === 'over')}
      @click=${() => (this.over = word === 'over')}>${t(`keys.${word}`)}<b class="num">${number(count)}</b></button>`;
    return html`<div class="filters"><div class="chips" role="group" aria-label=${t('keys.column.state')}>
      ${chip('valid', this.items.length - over)}${chip('over', over)}</div></div>`;
  }

  table() {
    const rows = this.items.filter((key) => ['revoked', 'ended'].includes(standing(key)) === this.over);
    if (!rows.length) {
      return html`<p class="body muted">${t('keys.none')}</p>`;
    }
    return html`<table class="rows" role="table"><caption class="vh">${t('nav.keys')}</caption>
      <thead role="rowgroup"><tr role="row">${['name', 'scopes', 'account', 'ends'].map((name) => html`
        <th role="columnheader" scope="col" class="c-${name}">${t(`keys.column.${name}`)}</th>`)}
        <th role="columnheader" scope="col" class="c-more"><span class="vh">${t('keys.column.more')}</span></th></tr></thead>
      <tbody role="rowgroup">${rows.map((key) => this.row(key))}</tbody></table>`;
  }

  row(key) {
    const revocable = standing(key) !== 'revoked';
    return html`<tr role="row">
      <th role="rowheader" scope="row" class="c-name"><span class="who"><span><b>${key.label}</b>
        <span class="sub"><code>${key.id}</code> · ${t('keys.since')} ${time(key.createdAt)}</span></span></span></th>
      <td role="cell" class="c-text c-wide"><span class="tags">${key.scopes.map((scope) => html`<span class="tag" title=${t(`keys.scope.${scope}`)}>${scope}</span>`)}</span></td>
      <td role="cell" class="c-text" data-label=${t('keys.column.account')}>${key.account ? accountLabel(key.account) : t('account.all')}</td>
      <td role="cell" class="c-text" data-label=${key.expiresAt || key.revokedAt ? nothing : t('keys.column.ends')}>${this.ends(key)}</td>
      <td role="cell" class="c-more">${revocable ? html`<pb-menu .label=${t('more', { name: key.label })}
        .items=${[{ label: t('keys.copy-id'), act: () => copy(key.id) }, { label: t('keys.revoke'), act: () => this.revoke(key), danger: true }]}></pb-menu>` : nothing}</td></tr>`;
  }

  ends(key) {
    const at = (word, instant) => html`${t(`keys.state.${word}`)} ${time(instant)}`;
    const word = standing(key);
    if (word === 'revoked') {
      return html`<span class="status is-unavailable">${icon('jack-unavailable')}<span>${at('revoked', key.revokedAt)}</span></span>`;
    }
    if (word === 'ended') {
      return html`<span class="status is-unavailable">${icon('jack-unavailable')}<span>${at('ended', key.expiresAt)}</span></span>`;
    }
    return key.expiresAt
      ? html`<span title=${exact(key.expiresAt)}>${word === 'soon' ? html`<b>${at('ends', key.expiresAt)}</b>` : at('ends', key.expiresAt)}</span>`
      : html`<span class="muted">${t('keys.state.never')}</span>`;
  }
}
define('pb-keys', Keys);
