/* Changes a connection in place: its name, and what it signs in with. A secret that is left empty is kept. */
import { send } from '../js/lib/api.js';
import { define, html, nothing, Part } from '../js/lib/element.js';
import { icon } from '../js/lib/icons.js';
import { localField } from '../js/lib/methods.js';
import { t } from '../js/lib/texts.js';
import { said, sentence } from '../js/parts/trouble.js';

const path = (id) => `api/v1/connections/${encodeURIComponent(id)}`;
const lines = (value) => (Array.isArray(value) ? value.join('\n') : value ?? '');
const NAME = 'label';

/**
 * `connection`: which; `app`: the provider with its definition; `all`: its fields too, not the name alone; `access`: how requests
 * are made. Tells `saved` with the connection, or `left`.
 */
export class Edit extends Part {
  static properties = {
    connection: { attribute: false }, app: { attribute: false }, all: { attribute: false }, access: { attribute: false },
    before: { state: true }, problem: { state: true }, busy: { state: true }, shown: { state: true }, note: { state: true },
  };

  constructor() {
    super();
    this.before = null;
    this.problem = null;
    this.busy = false;
    this.note = '';
    this.shown = new Set();
    this.typed = {};
  }

  firstUpdated() {
    this.read();
  }

  /** The connection as it is stored; what was typed since stays. */
  async read() {
    try {
      const { data, etag } = await this.access.call(() => send('GET', path(this.connection)));
      this.etag = etag;
      const first = this.before === null;
      this.before = data;
      this.problem = null;
      if (first) {
        await this.focusOn('input');
      }
    } catch (problem) {
      this.problem = problem;
    }
  }

  fields() {
    const method = this.app?.definition?.methods.find((one) => one.id === this.before.method);
    const fields = (this.all && method?.fields) || [];
    return fields.filter((field) => !field.scope && this.applies(field))
      .map((field) => localField(this.app.definition.translations, `methods.${method.id}`, field));
  }

  /** What somebody set, or had to; the rest stands folded below. */
  isPlain({ name, kind, optional, fallback }) {
    return kind === 'secret' || !(optional || fallback !== undefined) || this.before.values[name] !== undefined;
  }

  rest(fields) {
    return fields.length ? html`<details ?open=${fields.some((field) => this.fault(field.name))}><summary>${t('embed.edit.more')}</summary>
      ${fields.map((field) => this.field(field))}</details>` : nothing;
  }

  applies({ visibleWhen }) {
    return !visibleWhen || visibleWhen.values.includes(String(this.value({ name: visibleWhen.field }) ?? ''));
  }

  /** What stands in a field: what was typed, else what is stored; of a secret never what is stored. */
  value({ name, kind, fallback }) {
    const stored = kind === 'secret' ? '' : this.before.values[name] ?? fallback;
    return this.typed[name] ?? stored;
  }

  type(name, value) {
    this.typed = { ...this.typed, [name]: value };
    this.requestUpdate();
  }

  /** Only what is another than what is stored. */
  changes() {
    const values = {};
    for (const field of this.fields()) {
      const typed = this.typed[field.name];
      const stored = this.before.values[field.name];
      if (typed === undefined || (field.kind === 'secret' ? typed === '' : lines(stored) === lines(typed))) {
        continue;
      }
      values[field.name] = typed === '' && field.optional ? null : this.sent(field, typed);
    }
    const label = this.typed[NAME] ?? this.before.label;
    return { ...(label === this.before.label ? {} : { label }), ...(Object.keys(values).length ? { values } : {}) };
  }

  sent(field, typed) {
    if (field.kind === 'integer') {
      return /^-?\d+$/.test(typed.trim()) ? Number(typed) : typed;
    }
    return field.kind === 'list' ? typed.split('\n').map((row) => row.trim()).filter(Boolean) : typed;
  }

  async save(event) {
    event.preventDefault();
    const body = this.changes();
    if (!Object.keys(body).length) {
      this.tell('left');
      return;
    }
    this.busy = true;
    this.note = '';
    try {
      const headers = this.etag ? { 'If-Match': this.etag } : {};
      const { data } = await this.access.call(() => send('PATCH', path(this.connection), { body, headers }));
      this.typed = {};
      this.tell('saved', data);
    } catch (problem) {
      await this.refused(problem);
    } finally {
      this.busy = false;
    }
  }

  async refused(problem) {
    if (problem.status === 412) {
      await this.read();
      this.note = t('embed.edit.meanwhile');
      return;
    }
    this.problem = problem;
    await this.focusOn('[aria-invalid=true]');
  }

  fault(name) {
    return this.problem?.errors?.find(({ field }) => field.replace(/^values\./, '').replace(/\[.*/, '') === name)?.message ?? null;
  }

  control(field) {
    const { name, kind } = field;
    const id = `edit-${name}`;
    const fault = this.fault(name);
    const value = this.value(field);
    const described = [fault && `${id}-why`, `${id}-help`].filter(Boolean).join(' ');
    const input = (event) => this.type(name, event.target.value);
    if (kind === 'choice') {
      return html`<select id=${id} aria-invalid=${fault ? 'true' : nothing} aria-describedby=${described} @change=${input}>
        ${(field.options ?? []).map((one) => html`<option value=${one.value} ?selected=${one.value === value}>${one.label}</option>`)}</select>`;
    }
    if (kind === 'list' || field.multiLine) {
      return html`<textarea id=${id} rows="3" spellcheck="false" aria-invalid=${fault ? 'true' : nothing} aria-describedby=${described}
        .value=${lines(value)} @input=${input}></textarea>`;
    }
    const secret = kind === 'secret';
    return html`<span class="with-btn"><input id=${id} type=${secret && !this.shown.has(name) ? 'password' : 'text'}
        maxlength=${field.maxLength ?? 4096} inputmode=${kind === 'integer' ? 'numeric' : nothing} spellcheck="false"
        autocomplete=${secret ? 'new-password' : 'off'} aria-invalid=${fault ? 'true' : nothing} aria-describedby=${described}
        .value=${String(value ?? '')} @input=${input}>${secret ? this.reveal(name) : nothing}</span>`;
  }

  reveal(name) {
    const on = this.shown.has(name);
    const turn = () => {
      const shown = new Set(this.shown);
      shown[on ? 'delete' : 'add'](name);
      this.shown = shown;
    };
    return html`<button class="btn" type="button" aria-pressed=${on} aria-label=${t('reveal')} @click=${turn}>${icon('eye')}</button>`;
  }

  field(field) {
    const id = `edit-${field.name}`;
    const fault = this.fault(field.name);
    const kept = field.kind === 'secret' && this.before.values[field.name]?.set;
    const help = [kept ? t('embed.edit.kept') : '', field.help].filter(Boolean).join(' ');
    if (field.kind === 'flag') {
      return html`<label class="check"><input id=${id} type="checkbox" aria-describedby=${`${id}-help`} .checked=${this.value(field) === true}
        @change=${(event) => this.type(field.name, event.target.checked)}>${field.label}</label>
        <p class="sub" id=${`${id}-help`}>${help}</p>`;
    }
    return html`<div class="field"><label for=${id}>${field.label}${field.optional
      ? html` <span class="sub">${t('optional')}</span>` : nothing}</label>${this.control(field)}
      ${fault ? html`<p class="err" id=${`${id}-why`}>${fault}</p>` : nothing}<p class="sub" id=${`${id}-help`}>${help}</p></div>`;
  }

  /* faults of what does not stand here, and what is no fault of a field */
  trouble() {
    const here = new Set([NAME, ...this.fields().map((field) => field.name)]);
    const others = (this.problem?.errors ?? []).filter(({ field }) => !here.has(field.replace(/^values\./, '').replace(/\[.*/, '')));
    const shown = this.problem && (others.length || !this.problem.errors.length);
    return shown ? html`<p class="err" role="alert">${sentence(this.problem)} ${others.map((one) => html`${said(one.message)} `)}</p>` : nothing;
  }

  template() {
    if (!this.before) {
      return this.problem ? html`<p class="err" role="alert">${sentence(this.problem)}</p>
        <div class="actions"><button class="btn" type="button" @click=${this.read}>${t('retry')}</button></div>`
        : html`<p class="sub" role="status">${t('loading')}</p>`;
    }
    const fields = this.fields();
    return html`<form @submit=${this.save} novalidate autocomplete="off">
      <div class="field"><label for="edit-label">${t('embed.name')}</label>
        <input id="edit-label" maxlength="128" aria-invalid=${this.fault(NAME) ? 'true' : nothing} aria-describedby="edit-label-why"
          .value=${this.typed[NAME] ?? this.before.label} @input=${(event) => this.type(NAME, event.target.value)}>
        <p class="err" id="edit-label-why">${this.fault(NAME) ?? nothing}</p></div>
      ${fields.filter((field) => this.isPlain(field)).map((field) => this.field(field))}
      ${this.rest(fields.filter((field) => !this.isPlain(field)))}
      ${this.trouble()}<p class="sub" role="status">${this.note}</p>
      <div class="actions"><button class="btn btn-go" type="submit" aria-busy=${this.busy}>${t(this.busy ? 'embed.saving' : 'embed.save')}</button>
        <button class="btn" type="button" @click=${() => this.tell('left')}>${t('cancel')}</button></div></form>`;
  }
}
define('pb-step-edit', Edit);
