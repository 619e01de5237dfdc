/* The fields of an OAuth client. What is stored and secret shows as set, and is replaced rather than read. */
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { isVisible } from '../lib/oauth-client.js';
import { t } from '../lib/texts.js';
import { described, field as labelled, faultOf } from './form.js';

const isSecretSet = (value) => value !== null && typeof value === 'object' && value.set === true;
const lines = (text) => text.split('\n').map((row) => row.trim()).filter(Boolean);

/** `fields`, `values` as stored (masked), `faults` by field name. `changes()` gives what is to be sent; tells `typed`. */
export class ClientFields extends Part {
  static properties = {
    fields: { attribute: false }, values: { attribute: false }, faults: { attribute: false },
    typed: { state: true }, shown: { state: true }, replacing: { state: true },
  };

  constructor() {
    super();
    this.fields = [];
    this.values = {};
    this.faults = {};
    this.forget();
  }

  /** Forgets what was typed, secrets first of all: after saving, and when the page is left. */
  forget() {
    this.typed = {};
    this.shown = new Set();
    this.replacing = new Set();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.forget();
  }

  get dirty() {
    return Object.keys(this.changes()).length > 0;
  }

  /** What was typed over what is stored: an absent field stays, null takes an optional one away. */
  changes() {
    const all = { ...this.values, ...this.typed };
    const changed = {};
    for (const field of this.fields.filter((one) => one.name in this.typed && isVisible(one, this.fields, all))) {
      const value = this.parsed(field, this.typed[field.name]);
      const stored = this.values[field.name];
      if (value === '' ? field.kind !== 'secret' && stored !== undefined : JSON.stringify(value) !== JSON.stringify(stored)) {
        changed[field.name] = value === '' ? null : value;
      }
    }
    return changed;
  }

  parsed(field, value) {
    if (field.kind === 'integer') {
      return /^-?\d+$/.test(value) ? Number(value) : value;
    }
    return field.kind === 'list' && typeof value === 'string' ? lines(value) : value;
  }

  type(name, value) {
    this.typed = { ...this.typed, [name]: value };
    this.tell('typed');
  }

  value(field) {
    const value = this.typed[field.name] ?? this.values[field.name] ?? field.fallback ?? '';
    return Array.isArray(value) ? value.join('\n') : value;
  }

  replace(name) {
    this.replacing = new Set(this.replacing).add(name);
    this.focusOn(`#cf-${name}`);
  }

  keep(name) {
    const { [name]: dropped, ...typed } = this.typed;
    const replacing = new Set(this.replacing);
    replacing.delete(name);
    this.typed = typed;
    this.replacing = replacing;
    this.focusOn(`#cf-${name}-replace`);
  }

  reveal(name) {
    const shown = new Set(this.shown);
    shown[shown.has(name) ? 'delete' : 'add'](name);
    this.shown = shown;
  }

  template() {
    const all = { ...this.values, ...this.typed };
    return html`${this.fields.filter((one) => isVisible(one, this.fields, all)).map((one) => this.field(one))}`;
  }

  field(field) {
    const id = `cf-${field.name}`;
    const fault = this.faults[field.name] ?? null;
    if (field.kind === 'flag') {
      return this.flag(field, id, fault);
    }
    if (field.kind === 'secret' && isSecretSet(this.values[field.name]) && !this.replacing.has(field.name) && !fault) {
      return html`<div class="field"><span class="label">${field.label}</span>
        <div class="with-mask"><span class="mask">${icon('lock')}<span class="dots" aria-hidden="true">••••••••</span>${t('client.set')}</span>
          <button class="btn btn-s" type="button" id="${id}-replace" @click=${() => this.replace(field.name)}>
            ${t('client.replace')}<span class="vh"> ${field.label}</span></button></div></div>`;
    }
    const help = [field.help, field.warning].filter(Boolean).join(' ') || null;
    return labelled({ id, label: field.label, help, fault, optional: field.optional }, this.control(field, id, help, fault));
  }

  flag(field, id, fault) {
    return html`<div class="field"><label class="tick"><input type="checkbox" id=${id} .checked=${this.value(field) === true}
      aria-describedby=${described(id, field.help, fault)} @change=${(event) => this.type(field.name, event.target.checked)}>
      <span>${field.label}</span></label>${faultOf(id, fault)}${field.help ? html`<p class="help" id="${id}-help">${field.help}</p>` : nothing}</div>`;
  }

  control(field, id, help, fault) {
    const onInput = (event) => this.type(field.name, event.target.value);
    const invalid = fault ? 'true' : nothing;
    const by = described(id, help, fault);
    if (field.kind === 'choice') {
      return html`<select id=${id} aria-invalid=${invalid} aria-describedby=${by} @change=${onInput}>
        ${field.options.map((one) => html`<option value=${one.value} ?selected=${one.value === this.value(field)}>${one.label}</option>`)}</select>`;
    }
    if (field.kind === 'list' || field.multiLine) {
      return html`<textarea id=${id} class="code" rows="5" spellcheck="false" autocomplete="off" maxlength=${field.maxLength ?? 4096}
        aria-invalid=${invalid} aria-describedby=${by} .value=${field.kind === 'secret' ? this.typed[field.name] ?? '' : this.value(field)}
        @input=${onInput}></textarea>${this.undo(field)}`;
    }
    if (field.kind === 'secret') {
      const shown = this.shown.has(field.name);
      return html`<div class="with-btn"><input id=${id} class="code" type=${shown ? 'text' : 'password'} autocomplete="new-password"
          spellcheck="false" maxlength=${field.maxLength ?? 4096} aria-invalid=${invalid} aria-describedby=${by}
          .value=${this.typed[field.name] ?? ''} @input=${onInput}>
        <button class="btn" type="button" aria-pressed=${shown} aria-label=${t('reveal')} @click=${() => this.reveal(field.name)}>${icon('eye')}</button></div>
        ${this.undo(field)}`;
    }
    return html`<input id=${id} autocomplete="off" spellcheck="false" maxlength=${field.maxLength ?? 4096}
      inputmode=${field.kind === 'integer' ? 'numeric' : field.kind === 'url' ? 'url' : nothing} placeholder=${field.example ?? nothing}
      aria-invalid=${invalid} aria-describedby=${by} .value=${String(this.value(field))} @input=${onInput}>`;
  }

  undo(field) {
    return this.replacing.has(field.name)
      ? html`<button class="link" type="button" @click=${() => this.keep(field.name)}>${t('client.keep')}</button>` : nothing;
  }
}
define('pb-client-fields', ClientFields);
