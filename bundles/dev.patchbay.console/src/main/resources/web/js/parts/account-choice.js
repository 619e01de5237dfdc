/* Whose connection it is to be: one of the accounts there are, or a new one, which is there from its first connection on. */
import { define, html, nothing, Part } from '../lib/element.js';
import { state } from '../lib/state.js';
import { t } from '../lib/texts.js';

const ID = /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$/;
const NEW = '';

/** Tells `chosen` with an account's id. */
export class AccountChoice extends Part {
  static properties = { picked: { state: true }, wrong: { state: true } };

  constructor() {
    super();
    this.picked = state.accounts[0]?.id ?? NEW;
    this.wrong = false;
  }

  submit(event) {
    event.preventDefault();
    const id = this.picked === NEW ? this.querySelector('#account-new').value.trim() : this.picked;
    this.wrong = !ID.test(id);
    if (this.wrong) {
      this.focusOn('#account-new');
      return;
    }
    this.tell('chosen', id);
  }

  firstUpdated() {
    this.querySelector('select, input')?.focus();
  }

  template() {
    return html`<form class="panel body stack" novalidate @submit=${this.submit} aria-labelledby="account-h">
      <h2 id="account-h">${t('add.account')}</h2><p class="read">${t('add.account.why')}</p>
      ${state.accounts.length ? html`<div class="field narrow"><label for="account-is">${t('account')}</label>
        <select id="account-is" @change=${(event) => { this.picked = event.target.value; this.wrong = false; }}>
          ${state.accounts.map((one) => html`<option value=${one.id} ?selected=${one.id === this.picked}>${one.label}</option>`)}
          <option value=${NEW} ?selected=${this.picked === NEW}>${t('add.account.new')}</option></select></div>` : nothing}
      ${this.picked === NEW ? html`<div class="field narrow"><label for="account-new">${t('add.account.id')}</label>
        <input id="account-new" class="code" maxlength="128" autocomplete="off" autocapitalize="off" spellcheck="false" placeholder="nordlager"
          aria-describedby="account-help ${this.wrong ? 'account-why' : ''}" aria-invalid=${this.wrong ? 'true' : nothing}>
        ${this.wrong ? html`<p class="err" id="account-why">${t('add.account.wrong')}</p>` : nothing}
        <p class="help" id="account-help">${t('add.account.how')}</p></div>` : nothing}
      <div class="form-foot"><button class="btn btn-go" type="submit">${t('add.account.go')}</button></div></form>`;
  }
}
define('pb-account-choice', AccountChoice);
