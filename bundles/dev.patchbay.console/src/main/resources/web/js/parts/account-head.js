/* The head of the pages an account's people see: its tile in its colour, and its name. */
import { html } from '../../vendor/lit-html.js';
import { define, Part } from '../lib/element.js';
import { isColour } from '../lib/colours.js';

const initials = (name) => name.split(/[\s._:@-]+/).filter(Boolean).slice(0, 2).map((word) => word[0]).join('').toUpperCase() || name.slice(0, 2);

/** Only a logo that is part of the answer is shown: a page sends no request to another host. */
export const isOwnLogo = (logo) => typeof logo === 'string' && logo.startsWith('data:image/');

/** The tile of an account: its own logo, else the first letters of its name. */
export const accountTile = ({ label, branding }, large = false) => html`<span class="tile ${large ? 'tile-l' : ''}" aria-hidden="true">
  ${isOwnLogo(branding.logoUrl) ? html`<img src=${branding.logoUrl} alt="" width=${large ? 40 : 20} height=${large ? 40 : 20}>` : initials(branding.name || label)}</span>`;

/** `account` as the API gives one. */
export class AccountHead extends Part {
  static properties = { account: { attribute: false } };

  updated() {
    const { color } = this.account.branding;
    const tile = this.querySelector('.tile');
    if (isColour(color ?? '')) {
      tile.style.setProperty('--account-colour', color);
    } else {
      tile.style.removeProperty('--account-colour');
    }
  }

  template() {
    const { label, branding } = this.account;
    return html`<div class="brand-row">${accountTile(this.account, true)}<span>${branding.name || label}</span></div>`;
  }
}
define('pb-account-head', AccountHead);
