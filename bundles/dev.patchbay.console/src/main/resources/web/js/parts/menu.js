/* A button with a list of what can be done; closes with Escape, a click elsewhere, and after a choice. */
import { define, html, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';

/** `items`: `{ label, act, danger? }`, or `{ label, href }`. `label` says what the menu is of. */
export class Menu extends Part {
  static properties = { label: {}, items: { attribute: false }, open: { state: true } };

  constructor() {
    super();
    this.items = [];
    this.open = false;
    this.away = (event) => {
      if (!event.composedPath().includes(this)) {
        this.open = false;
      }
    };
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.away);
  }

  /* only an open one listens to the page: a list has one in each row */
  updated(changed) {
    if (changed.has('open')) {
      document[this.open ? 'addEventListener' : 'removeEventListener']('pointerdown', this.away);
    }
  }

  async toggle() {
    this.open = !this.open;
    if (this.open) {
      await this.focusOn('[role=menuitem]');
    }
  }

  choose(item) {
    this.open = false;
    this.querySelector('button').focus();
    item.act?.();
  }

  keys(event) {
    const all = [...this.querySelectorAll('[role=menuitem]')];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Escape' && this.open) {
      event.stopPropagation();
      this.open = false;
      this.querySelector('button').focus();
    } else if (to !== undefined && this.open) {
      event.preventDefault();
      all.at(to % all.length)?.focus();
    }
  }

  template() {
    return html`<div class="menu-of" @keydown=${this.keys}>
      <button class="icon-btn" type="button" aria-haspopup="menu" aria-expanded=${this.open} aria-label=${this.label}
        @click=${this.toggle}>${icon('more')}</button>
      ${this.open ? html`<div class="menu" role="menu" aria-label=${this.label}>${this.items.map((item) => item.href
        ? html`<a role="menuitem" href=${item.href} @click=${() => (this.open = false)}>${item.label}</a>`
        : html`<button role="menuitem" type="button" class=${item.danger ? 'is-danger' : ''} @click=${() => this.choose(item)}>${item.label}</button>`)}</div>` : ''}
    </div>`;
  }
}
define('pb-menu', Menu);
