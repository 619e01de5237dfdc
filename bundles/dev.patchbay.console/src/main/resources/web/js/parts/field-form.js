/*
 * The fields of a method as a form, made from the definition: for a new connection, for an edit, for an OAuth client.
 * What was typed is held here and nowhere else, and no new value from outside goes over it.
 */
import { define, html, nothing, Part } from '../lib/element.js';
import { faultOf, isMask, isRequired, textOf, valueOf, visible, bare } from '../lib/fields.js';
import { icon } from '../lib/icons.js';
import { fieldsOf } from '../lib/methods.js';
import { hasText, t } from '../lib/texts.js';

let forms = 0;

/**
 * `method`: one of a definition's, localised, or its id with `definition`. `values`: what is stored, null for something new.
 * `errors`: of the server, `{ field, code, message }`, beside the fields until these are changed. `scope`: `connection` or
 * `client`. `prefix`: what stands before a field's name in an error. Tells `changed` whenever something was typed.
 */
export class FieldForm extends Part {
  static properties = {
    definition: { attribute: false }, method: { attribute: false }, errors: { attribute: false },
    scope: {}, prefix: {}, shown: { state: true }, touched: { state: true }, typed: { state: true },
  };

  constructor() {
    super();
    this.definition = null;
    this.method = null;
    this.stored = null;
    this.errors = [];
    this.scope = 'connection';
    this.prefix = 'values.';
    this.number = ++forms;
    this.clear();
  }

  /* `values` is both: what is stored as a property is set, what is to be sent when it is called */
  set values(stored) {
    this.stored = stored;
    this.requestUpdate();
  }

  get values() {
    return () => this.collect();
  }

  /** Forgets all that was typed. */
  clear() {
    this.typed = new Map();
    this.touched = new Set();
    this.shown = new Set();
    this.settled = new Set();
  }

  /** Forgets the secrets that were typed; the rest stays. */
  clearSecrets() {
    const secret = new Set(this.every().filter((field) => field.kind === 'secret').map((field) => field.name));
    this.typed = new Map([...this.typed].filter(([name]) => !secret.has(name)));
    this.shown = new Set();
  }

  /** What was typed and is no secret, to be kept over a reload; and back again. */
  get draft() {
    const open = new Set(this.every().filter((field) => field.kind !== 'secret').map((field) => field.name));
    return Object.fromEntries([...this.typed].filter(([name]) => open.has(name)));
  }

  set draft(texts) {
    this.typed = new Map([...Object.entries(texts ?? {}), ...this.typed]);
  }

  willUpdate(changed) {
    if (changed.has('errors')) {
      this.settled = new Set();
    }
  }

  chosen() {
    return typeof this.method === 'string' ? this.definition?.methods.find((one) => one.id === this.method) : this.method ?? this.definition?.methods[0];
  }

  every() {
    const method = this.chosen();
    return method ? fieldsOf(method, this.scope) : [];
  }

  fields() {
    const method = this.chosen();
    return method ? visible(this.every(), [...(method.fields ?? []), ...this.every()], (name) => this.text(name)) : [];
  }

  field(name) {
    return this.every().find((one) => one.name === name);
  }

  isNew() {
    return this.stored === null || this.stored === undefined;
  }

  isKept(field) {
    return !this.isNew() && isMask(this.stored[field.name]);
  }

  /** What stands in the input. */
  text(name) {
    if (this.typed.has(name)) {
      return this.typed.get(name);
    }
    const field = this.field(name);
    return field ? textOf(field, this.stored?.[name] ?? field.fallback) : '';
  }

  /** What is to be sent: for something new all that is filled in, else only what changed, null where it was emptied. */
  collect() {
    const sent = {};
    for (const field of this.fields()) {
      const value = valueOf(field, this.text(field.name));
      if (this.isNew()) {
        const asGiven = field.fallback !== undefined && textOf(field, field.fallback) === textOf(field, value);
        if (value !== undefined && !asGiven && (field.kind !== 'flag' || isRequired(field) || this.typed.has(field.name))) {
          sent[field.name] = value;
        }
      } else if (this.isChanged(field)) {
        sent[field.name] = value ?? null;
      }
    }
    return sent;
  }

  isChanged(field) {
    if (!this.typed.has(field.name)) {
      return false;
    }
    const text = this.typed.get(field.name);
    return field.kind === 'secret' ? text !== '' : text !== textOf(field, this.stored[field.name] ?? field.fallback);
  }

  fault(field) {
    return faultOf(field, this.text(field.name), this.isKept(field));
  }

  /** Whether nothing is wrong as far as can be seen here; shows every fault, and goes to the first. */
  check() {
    const wrong = this.fields().filter((field) => this.fault(field));
    this.touched = new Set(this.fields().map((field) => field.name));
    if (wrong.length) {
      this.goTo(wrong[0].name);
    }
    return wrong.length === 0;
  }

  serverFault(field) {
    const name = this.prefix + field.name;
    return this.settled.has(field.name) ? null : this.errors?.find((one) => one.field === name || one.field.startsWith(`${name}[`)) ?? null;
  }

  /** The server's errors that no field here stands for. */
  strays(errors = this.errors ?? []) {
    const names = this.fields().map((field) => this.prefix + field.name);
    return errors.filter((one) => !names.some((name) => one.field === name || one.field.startsWith(`${name}[`)));
  }

  /** Goes to the first field with a fault of the server; gives whether there is one. */
  async goToFault() {
    await this.updateComplete;
    const first = this.fields().find((field) => this.serverFault(field));
    if (first) {
      this.goTo(first.name);
    }
    return Boolean(first);
  }

  goTo(name) {
    return this.focusOn(`[data-field="${name}"]`);
  }

  sentence(field) {
    const found = this.serverFault(field);
    if (found) {
      const key = `fault.${found.code}`;
      const { min = 0, max = 1000, maxLength = 4096 } = field;
      return hasText(key) || hasText(`${key}.other`) ? t(key, { min, max, count: maxLength }) : found.message;
    }
    const fault = this.touched.has(field.name) ? this.fault(field) : null;
    return fault ? t(`fault.${fault.code}`, fault) : null;
  }

  type(field, text) {
    this.typed = new Map(this.typed).set(field.name, text);
    this.settled.add(field.name);
    this.tell('changed', { field: field.name });
  }

  left(field) {
    if (this.text(field.name) !== '' || this.touched.has(field.name)) {
      this.touched = new Set(this.touched).add(field.name);
    }
    const text = this.typed.get(field.name);
    if (text && (field.prefix || field.suffix) && bare(field, text) !== text) {
      this.type(field, bare(field, text));
    }
  }

  reveal(name) {
    const shown = new Set(this.shown);
    shown[shown.has(name) ? 'delete' : 'add'](name);
    this.shown = shown;
  }

  template() {
    return this.fields().map((field) => this.row(field));
  }

  row(field) {
    const id = `f${this.number}-${field.name}`;
    const problem = this.sentence(field);
    const described = [problem && `${id}-why`, field.help && `${id}-help`, field.warning && `${id}-warn`].filter(Boolean).join(' ') || nothing;
    const parts = { id, described, problem };
    const help = html`${problem ? html`<p class="err" id="${id}-why">${problem}</p>` : nothing}
      ${field.help || field.docs ? html`<p class="help" id="${id}-help">${field.help}
        ${field.docs ? html`<a href=${field.docs} target="_blank" rel="noopener noreferrer">${t('field.docs')}</a>` : nothing}</p>` : nothing}`;
    const warning = field.warning ? html`<p class="warn" id="${id}-warn">${icon('mark-note')}<span>${field.warning}</span></p>` : nothing;
    if (field.kind === 'flag') {
      return html`<div class="field">${warning}<div class="tick">${this.flag(field, parts)}<label for=${id}>${field.label}</label></div>${help}</div>`;
    }
    return html`<div class="field"><label for=${id}>${field.label}
        ${field.optional ? html`<span class="opt">${t('optional')}</span>` : nothing}</label>
      ${warning}${this.control(field, parts)}${help}
      ${field.kind === 'list' ? html`<p class="help">${t('field.list')}</p>` : nothing}</div>`;
  }

  flag(field, { id, described }) {
    return html`<input type="checkbox" id=${id} data-field=${field.name} aria-describedby=${described} .checked=${this.text(field.name) === 'true'}
      @change=${(event) => this.type(field, String(event.target.checked))}>`;
  }

  control(field, parts) {
    if (field.kind === 'choice') {
      return this.choice(field, parts);
    }
    if (field.kind === 'secret') {
      return this.secret(field, parts);
    }
    if (field.kind === 'list' || field.multiLine) {
      return this.lines(field, parts, field.kind === 'list' ? 3 : 6);
    }
    const input = html`<input id=${parts.id} data-field=${field.name} class=${['host', 'url'].includes(field.kind) ? 'code' : ''}
      inputmode=${{ integer: 'numeric', url: 'url' }[field.kind] ?? (field.format === 'email' ? 'email' : nothing)}
      autocomplete="off" autocapitalize="off" spellcheck="false" placeholder=${field.example || nothing}
      aria-describedby=${parts.described} aria-invalid=${parts.problem ? 'true' : nothing} aria-required=${isRequired(field) ? 'true' : nothing}
      .value=${this.text(field.name)} @input=${(event) => this.type(field, event.target.value)} @blur=${() => this.left(field)}>`;
    return field.prefix || field.suffix ? html`<div class="around">${field.prefix ? html`<span>${field.prefix}</span>` : nothing}
      ${input}${field.suffix ? html`<span>${field.suffix}</span>` : nothing}</div>` : input;
  }

  lines(field, { id, described, problem }, rows, masked = false) {
    return html`<textarea id=${id} data-field=${field.name} class="code ${masked ? 'is-masked' : ''}" rows=${rows} autocomplete="off" autocapitalize="off" spellcheck="false"
      placeholder=${masked && this.isKept(field) ? t('field.kept') : field.example || nothing} aria-describedby=${described}
      aria-invalid=${problem ? 'true' : nothing} aria-required=${isRequired(field) && !this.isKept(field) ? 'true' : nothing}
      .value=${this.text(field.name)} @input=${(event) => this.type(field, event.target.value)} @blur=${() => this.left(field)}></textarea>`;
  }

  choice(field, { id, described, problem }) {
    const now = this.text(field.name);
    return html`<select id=${id} data-field=${field.name} aria-describedby=${described} aria-invalid=${problem ? 'true' : nothing}
        @change=${(event) => this.type(field, event.target.value)} @blur=${() => this.left(field)}>
      ${field.fallback === undefined ? html`<option value="" ?selected=${now === ''}>${t(field.optional ? 'field.none' : 'field.choose')}</option>` : nothing}
      ${(field.options ?? []).map((one) => html`<option value=${one.value} ?selected=${one.value === now}>${one.label}</option>`)}</select>`;
  }

  secret(field, parts) {
    const open = this.shown.has(field.name);
    const input = field.multiLine ? this.lines(field, parts, 4, !open)
      : html`<input id=${parts.id} data-field=${field.name} class="code" type=${open ? 'text' : 'password'} autocomplete="new-password"
        autocapitalize="off" spellcheck="false" placeholder=${this.isKept(field) ? t('field.kept') : nothing}
        aria-describedby=${parts.described} aria-invalid=${parts.problem ? 'true' : nothing}
        aria-required=${isRequired(field) && !this.isKept(field) ? 'true' : nothing}
        .value=${this.text(field.name)} @input=${(event) => this.type(field, event.target.value)} @blur=${() => this.left(field)}>`;
    return html`<div class="with-btn">${input}<button class="btn" type="button" aria-pressed=${open} aria-controls=${parts.id}
      aria-label=${t('reveal.of', { name: field.label })} @click=${() => this.reveal(field.name)}>${icon('eye')}</button></div>`;
  }
}
define('pb-field-form', FieldForm);
