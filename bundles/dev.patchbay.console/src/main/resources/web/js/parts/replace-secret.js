/* One secret, replaced where it stands. What is typed is shown on demand until it is saved, and kept nowhere. */
import { saveEdit } from '../lib/edits.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { t } from '../lib/texts.js';
import { sentence } from './trouble.js';

/**
 * `one`, `etag` and `since` are those of when it opens (see saveEdit), `field` is one of the definition, with its `label`.
 * Tells `saved` with `{ connection, etag }`, and `closed`.
 */
export class ReplaceSecret extends Part {
  static properties = {
    one: { attribute: false }, etag: {}, since: {}, field: { attribute: false }, label: {},
    shown: { state: true }, busy: { state: true }, problem: { state: true },
  };

  constructor() {
    super();
    this.shown = false;
    this.busy = false;
    this.problem = null;
  }

  firstUpdated() {
    /* the version that was there when the typing began */
    this.seen = { connection: this.one, etag: this.etag, since: this.since };
    this.input().focus();
  }

  input() {
    return this.querySelector('input, textarea');
  }

  fault() {
    const { problem } = this;
    if (!problem) {
      return null;
    }
    if (problem.status === 412) {
      return t('connection.replace.changed');
    }
    return problem.of?.(`values.${this.field.name}`) ?? problem.errors?.map((error) => error.message).join(' ') ?? '';
  }

  async save(event) {
    event.preventDefault();
    const input = this.input();
    if (!input.value || this.busy) {
      input.focus();
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      const saved = await saveEdit(this.seen, { values: { [this.field.name]: input.value } });
      input.value = '';
      this.tell('saved', saved);
    } catch (problem) {
      if (problem.status === 412) {
        this.seen = problem.now;
      }
      this.problem = problem;
      input.focus();
    } finally {
      this.busy = false;
    }
  }

  close() {
    this.input().value = '';
    this.tell('closed');
  }

  control() {
    const label = t('connection.replace.new', { name: this.label });
    const described = this.problem ? 'replace-why' : nothing;
    const invalid = this.problem ? 'true' : nothing;
    const most = this.field.maxLength ?? nothing;
    return html`<div class="with-btn">${this.field.multiLine
      ? html`<textarea class="code ${this.shown ? '' : 'is-masked'}" rows="4" spellcheck="false" autocapitalize="off" autocomplete="off"
          aria-label=${label} aria-invalid=${invalid} aria-describedby=${described} maxlength=${most}></textarea>`
      : html`<input class="code" type=${this.shown ? 'text' : 'password'} spellcheck="false" autocapitalize="off" autocomplete="new-password"
          aria-label=${label} aria-invalid=${invalid} aria-describedby=${described} maxlength=${most}>`}
      <button class="btn" type="button" aria-pressed=${this.shown} aria-label=${t('reveal')}
        @click=${() => (this.shown = !this.shown)}>${icon('eye')}</button></div>`;
  }

  template() {
    return html`<form class="replace" @submit=${this.save} novalidate
        @keydown=${(event) => { if (event.key === 'Escape') { event.stopPropagation(); this.close(); } }}>
      ${this.control()}
      ${this.problem ? html`<p class="err" id="replace-why" role="alert">${this.fault() || sentence(this.problem)}</p>` : nothing}
      <div class="actions"><button class="btn btn-s" type="submit">${this.busy ? t('connection.saving') : t('connection.replace.save')}</button>
        <button class="btn btn-s" type="button" @click=${this.close}>${t('cancel')}</button></div></form>`;
  }
}
define('pb-replace-secret', ReplaceSecret);
