/* A connection's name, changed where it stands as the page's heading. */
import { saveEdit } from '../lib/edits.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { t } from '../lib/texts.js';
import { sentence } from './trouble.js';

/** `one`, `etag` and `since` are those of when it opens (see saveEdit). Tells `saved` with `{ connection, etag }`, and `closed`. */
export class Rename extends Part {
  static properties = { one: { attribute: false }, etag: {}, since: {}, busy: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.busy = false;
    this.problem = null;
  }

  willUpdate() {
    this.seen ??= { connection: this.one, etag: this.etag, since: this.since };
    this.first ??= this.one.label;
  }

  firstUpdated() {
    this.querySelector('input').select();
    this.querySelector('input').focus();
  }

  async save(event) {
    event.preventDefault();
    const input = this.querySelector('input');
    if (this.busy) {
      return;
    }
    if (input.value === this.seen.connection.label) {
      this.tell('closed');
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      this.tell('saved', await saveEdit(this.seen, { label: input.value }, { concerns: (name) => name === 'label' }));
    } catch (problem) {
      this.seen = problem.now ?? this.seen;
      this.problem = problem;
      input.focus();
    } finally {
      this.busy = false;
    }
  }

  why() {
    if (this.problem.status === 412) {
      return t('connection.rename.changed', { name: this.problem.now.connection.label });
    }
    return this.problem.of('label') ?? sentence(this.problem);
  }

  template() {
    return html`<form class="rename" @submit=${this.save} novalidate
        @keydown=${(event) => { if (event.key === 'Escape') { event.stopPropagation(); this.tell('closed'); } }}>
      <label class="vh" for="rename">${t('name')}</label>
      <input id="rename" .defaultValue=${this.first} maxlength="128" autocomplete="off" aria-invalid=${this.problem ? 'true' : nothing}
        aria-describedby=${this.problem ? 'rename-why' : nothing}>
      <button class="btn" type="submit">${this.busy ? t('connection.saving') : t('connection.rename.save')}</button>
      <button class="btn" type="button" @click=${() => this.tell('closed')}>${t('cancel')}</button>
      ${this.problem ? html`<p class="err" id="rename-why" role="alert">${this.why()}</p>` : nothing}</form>`;
  }
}
define('pb-rename', Rename);
