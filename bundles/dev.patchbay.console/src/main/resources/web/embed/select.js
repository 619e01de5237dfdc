/* Which connection a step uses: a list box that opens in the flow of the page, so that nothing around can cut it off. */
import { define, html, nothing, Part } from '../js/lib/element.js';
import { icon } from '../js/lib/icons.js';
import { t } from '../js/lib/texts.js';
import { time } from '../js/lib/times.js';

const TYPING = 700;

/** Whose login it is, as far as that is no secret: `edi@sftp.example`. */
function who({ oauth, values = {} }) {
  const where = values.host ?? values.server ?? values.domain ?? values.shop ?? values.site ?? values.subdomain;
  const both = [values.username ?? values.user ?? values.email, where].filter((value) => typeof value === 'string' && value);
  return oauth?.appAccount ?? both.join('@');
}

function tested({ lastTest }) {
  if (!lastTest) {
    return t('embed.untested');
  }
  const how = lastTest.passed === true ? 'embed.passed' : lastTest.passed === false ? 'embed.failed' : 'embed.tried';
  return html`${t(how)} ${time(lastTest.at)}`;
}

/** `items`: connections; `chosen`: the id of the bound one or null. Tells `chosen` with a connection. */
export class Select extends Part {
  static properties = { items: { attribute: false }, chosen: {}, busy: { attribute: false }, open: { state: true } };

  constructor() {
    super();
    this.items = [];
    this.chosen = null;
    this.busy = false;
    this.open = false;
    this.typed = '';
    /* once the click is over: what stands below would move away from under it otherwise */
    this.away = (event) => {
      if (this.open && !event.composedPath().includes(this)) {
        this.open = false;
      }
    };
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('click', this.away);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('click', this.away);
  }

  get current() {
    return this.items.find((one) => one.id === this.chosen) ?? null;
  }

  async toggle(open) {
    this.open = open;
    await this.focusOn(open ? '[role=option][tabindex="0"]' : 'button');
  }

  options() {
    return [...this.querySelectorAll('[role=option]')];
  }

  choose(one) {
    this.toggle(false);
    if (one.id !== this.chosen) {
      this.tell('chosen', one);
    }
  }

  button(event) {
    if (['ArrowDown', 'ArrowUp'].includes(event.key)) {
      event.preventDefault();
      this.toggle(true);
    }
  }

  keys(event) {
    const all = this.options();
    const at = all.indexOf(event.target.closest('[role=option]'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1, PageDown: at + 8, PageUp: at - 8 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[Math.max(0, Math.min(to, all.length - 1))]?.focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.choose(this.items[at]);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      this.toggle(false);
    } else if (event.key === 'Tab') {
      /* on to what comes after the button */
      this.querySelector('button').focus();
      this.open = false;
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      this.search(event.key.toLowerCase(), at, all);
    }
  }

  /* as in every list box: what is typed leads to the next one whose name begins like that */
  search(letter, at, all) {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => (this.typed = ''), TYPING);
    this.typed += letter;
    const from = this.typed.length === 1 ? at + 1 : at;
    const turned = [...this.items.keys()].map((i) => (i + from) % this.items.length);
    const found = turned.find((i) => this.items[i].label.toLowerCase().startsWith(this.typed));
    all[found]?.focus();
  }

  option(one, first) {
    const chosen = one.id === this.chosen;
    return html`<li role="option" tabindex=${first ? 0 : -1} aria-selected=${chosen} class="is-${one.status}" @click=${() => this.choose(one)}>
      ${icon(`jack-${one.status}`)}
      <span class="name"><span class="label-of">${one.label}</span>
        <span class="sub">${who(one)}${one.status === 'ready' ? nothing : html` <span class="state">${t(`status.${one.status}`)}</span>`}</span></span>
      <span class="sub time">${tested(one)}</span></li>`;
  }

  template() {
    const { current } = this;
    const first = current ?? this.items[0];
    return html`<div>
      <span class="label" id="select-label">${t('embed.select')}</span>
      <button class="select is-${current?.status ?? 'empty'}" type="button" aria-haspopup="listbox" aria-expanded=${this.open} aria-controls=${this.open ? 'select-list' : nothing}
        aria-labelledby="select-label select-value" aria-busy=${this.busy} @click=${() => this.toggle(!this.open)} @keydown=${this.button}>
        ${icon(current ? `jack-${current.status}` : 'jack-empty')}<span class="cut" id="select-value">${current?.label ?? t('embed.select.none')}</span>
        ${icon('down', 'chev')}</button>
      ${this.open
        ? html`<ul class="list" id="select-list" role="listbox" aria-labelledby="select-label" @keydown=${this.keys}>
            ${this.items.map((one) => this.option(one, one === first))}</ul>`
        : nothing}</div>`;
  }
}
define('pb-step-select', Select);
