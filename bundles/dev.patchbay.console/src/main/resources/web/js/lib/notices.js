/* What floats above the page: the toast with its undo, and questions. */
import { define, html, nothing, Part } from './element.js';
import { t } from './texts.js';

/** Says what was done, for a while; with `undo` it can be taken back until `seconds` are over. Errors do not come here. */
export class Toast extends Part {
  static properties = { text: { state: true }, undo: { state: true }, open: { state: true } };

  constructor() {
    super();
    this.text = '';
    this.undo = null;
    this.open = false;
  }

  say(text, { undo = null, seconds = undo ? 30 : 6 } = {}) {
    this.text = text;
    this.undo = undo;
    this.open = true;
    clearTimeout(this.ending);
    this.ending = setTimeout(() => (this.open = false), seconds * 1000);
  }

  async takeBack() {
    const undo = this.undo;
    this.open = false;
    this.undo = null;
    await undo();
  }

  template() {
    return html`<div class="toast ${this.open ? 'is-open' : ''}">
      <span role="status">${this.open ? this.text : ''}</span>
      ${this.undo ? html`<button class="btn btn-s" type="button" @click=${this.takeBack}>${t('undo')}</button>` : nothing}
    </div>`;
  }
}
define('pb-toast', Toast);

/** Says something in the page's toast. */
export const say = (text, options) => document.querySelector('pb-toast')?.say(text, options);

/**
 * A question, or anything that has to be answered before the page goes on. `title` is the question; `body` a template;
 * `actions` a list of `{ label, kind, value, first }`, of which `first` gets the focus. The safe one comes first.
 */
export class Question extends Part {
  static properties = { ask: { state: true } };

  constructor() {
    super();
    this.ask = null;
  }

  /** Asks, after what is asked already; gives the value of the chosen action, or null where it was closed. */
  async open(ask) {
    const before = this.asked;
    let done;
    this.asked = new Promise((resolve) => (done = resolve));
    await before;
    try {
      return await this.answered(ask);
    } finally {
      done();
    }
  }

  async answered(ask) {
    this.ask = ask;
    this.before = document.activeElement;
    await this.updateComplete;
    const dialog = this.querySelector('dialog');
    dialog.returnValue = '';
    dialog.showModal();
    (dialog.querySelector('[data-first]') ?? dialog.querySelector('button'))?.focus();
    return new Promise((resolve) => (this.answer = resolve));
  }

  /** Draws the body anew, where what it shows has changed. */
  redraw() {
    this.requestUpdate();
  }

  close(value) {
    this.querySelector('dialog').close(value === undefined ? '' : String(value));
    this.end(value ?? null);
  }

  end(value) {
    const answer = this.answer;
    this.answer = null;
    this.ask = null;
    this.before?.focus?.();
    answer?.(value);
  }

  button(action) {
    return html`<button class="btn ${action.kind ? `btn-${action.kind}` : ''}" type="button" ?data-first=${action.first}
      @click=${() => this.close(action.value)}>${action.label}</button>`;
  }

  template() {
    if (!this.ask) {
      return html`<dialog></dialog>`;
    }
    const { title, body, actions } = this.ask;
    return html`<dialog aria-labelledby="question-title" class=${this.ask.wide ? 'is-wide' : ''}
        @cancel=${(event) => { event.preventDefault(); this.close(); }}>
      <div class="body stack"><h2 id="question-title">${title}</h2>${typeof body === 'function' ? body() : body}</div>
      <div class="dialog-foot">${(typeof actions === 'function' ? actions() : actions).map((action) => this.button(action))}</div>
    </dialog>`;
  }
}
define('pb-question', Question);

/** The page's one question. */
export const question = () => document.querySelector('pb-question');
export const ask = (what) => question().open(what);
