/* The whole of a connection as a form. A secret left empty is kept; nothing typed is lost to somebody else's change. */
import { fieldLabel, valueText } from '../lib/definitions.js';
import { saveEdit } from '../lib/edits.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { t } from '../lib/texts.js';
import './field-form.js';
import { said, sentence } from './trouble.js';

/**
 * `one`, `etag` and `since` (see saveEdit), `provider` and `method` are those of when it opens. Tells `saved` with
 * `{ connection, etag, warnings }`, and `closed`.
 */
export class ConnectionEdit extends Part {
  static properties = {
    one: { attribute: false }, etag: {}, since: {}, provider: { attribute: false }, method: { attribute: false },
    seen: { state: true }, busy: { state: true }, problem: { state: true }, unchanged: { state: true },
  };

  constructor() {
    super();
    this.seen = null;
    this.busy = false;
    this.problem = null;
    this.unchanged = false;
  }

  willUpdate() {
    /* what is drawn comes from the moment it opened: a newer version must not move under the hand */
    this.seen ??= { connection: this.one, etag: this.etag, since: this.since, values: this.one.values, label: this.one.label };
  }

  firstUpdated() {
    this.querySelector('#edit-name').focus();
  }

  body() {
    const label = this.querySelector('#edit-name').value;
    const values = this.querySelector('pb-field-form')?.values() ?? {};
    return {
      ...(label === this.seen.connection.label ? {} : { label }),
      ...(Object.keys(values).length ? { values } : {}),
    };
  }

  async save(event) {
    event?.preventDefault();
    if (this.busy) {
      return;
    }
    const body = this.body();
    this.unchanged = Object.keys(body).length === 0;
    if (this.unchanged) {
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      const saved = await saveEdit(this.seen, body);
      this.tell('saved', { ...saved, warnings: saved.connection.warnings ?? [] });
    } catch (problem) {
      await this.refused(problem);
    } finally {
      this.busy = false;
    }
  }

  async refused(problem) {
    if (problem.status === 412) {
      this.seen = { ...this.seen, ...problem.now };
    }
    this.problem = problem;
    await this.updateComplete;
    await this.querySelector('pb-field-form')?.updateComplete;
    this.requestUpdate();
    await this.updateComplete;
    (this.querySelector('[aria-invalid=true]') ?? this.querySelector('.edit-why'))?.focus();
  }

  /** Faults that stand beside no field. */
  others() {
    const beside = this.problem.errors.filter((error) => error.field !== 'label');
    return this.querySelector('pb-field-form')?.strays(beside) ?? beside;
  }

  changed() {
    const { connection } = this.problem.now;
    const now = (name) => {
      const field = this.method?.fields?.find((one) => one.name === name);
      const value = name === 'label' ? connection.label : connection.values[name];
      if (value === undefined) {
        return t('connection.edit.removed');
      }
      return typeof value === 'object' && !Array.isArray(value) ? t('connection.edit.new-secret') : field ? valueText(field, value) : String(value);
    };
    return html`<p><b>${t('connection.edit.changed')}</b></p><dl class="meta">${this.problem.changed.map((name) =>
      html`<dt>${fieldLabel(this.method, name)}</dt><dd>${now(name)}</dd>`)}</dl><p>${t('connection.edit.changed.how')}</p>`;
  }

  why() {
    const { problem } = this;
    if (!problem || problem.status === 401) {
      return html`<div role="alert"></div>`;
    }
    const others = problem.status === 412 ? [] : this.others();
    return html`<div role="alert"><div class="result is-bad edit-why" tabindex="-1">
      ${problem.status === 412 ? this.changed() : html`<p>${sentence(problem)}</p>`}
      ${others.length ? html`<ul class="read">${others.map((error) => html`<li><code>${error.field}</code>: ${said(error.message)}</li>`)}</ul>` : nothing}</div></div>`;
  }

  template() {
    const label = this.problem?.of('label');
    return html`<form class="edit" @submit=${this.save} novalidate aria-labelledby="edit-title">
      <div class="strip"><h2 id="edit-title">${t('connection.edit.title')}</h2></div>
      <div class="body"><div class="field"><label for="edit-name">${t('name')}</label>
          <input id="edit-name" .defaultValue=${this.seen.label} maxlength="128" autocomplete="off" aria-invalid=${label ? 'true' : nothing}
            aria-describedby=${label ? 'edit-name-why' : nothing}>
          ${label ? html`<p class="err" id="edit-name-why">${label}</p>` : nothing}</div>
        ${this.method ? html`<pb-field-form .definition=${this.provider.definition} .method=${this.method} .values=${this.seen.values}
          .errors=${this.problem?.errors ?? []}></pb-field-form>` : nothing}
        <p class="help">${t('connection.edit.kept')}</p>
        ${this.why()}
        <p role="status">${this.unchanged ? t('connection.edit.nothing') : nothing}</p>
        <div class="form-foot"><button class="btn btn-go" type="submit">${this.busy ? t('connection.saving') : this.again() ? t('retry') : t('connection.edit.save')}</button>
          <button class="btn" type="button" @click=${() => this.tell('closed')}>${t('cancel')}</button></div></div></form>`;
  }

  again() {
    return [0, 429, 503].includes(this.problem?.status);
  }
}
define('pb-connection-edit', ConnectionEdit);
