/* What the operator's forms are made of: a label, a control, its help, and the fault beneath it. */
import { html, nothing } from '../../vendor/lit-html.js';
import { icon } from '../lib/icons.js';
import { t } from '../lib/texts.js';

/** The attributes by which a control names its help and its fault. */
export const described = (id, help, fault) => [fault ? `${id}-why` : '', help ? `${id}-help` : ''].filter(Boolean).join(' ') || nothing;

/** The fault of a field. */
export const faultOf = (id, fault) => (fault ? html`<p class="err" id="${id}-why">${icon('x')}<span>${fault}</span></p>` : nothing);

/**
 * A labelled field. `control` is the input, drawn by the caller with `aria-describedby=${described(…)}`;
 * `{ id, label, help, fault, optional }`.
 */
export const field = ({ id, label, help = null, fault = null, optional = false }, control) => html`<div class="field">
  <label for=${id}>${label}${optional ? html` <span class="opt">${t('optional')}</span>` : nothing}</label>
  ${control}${faultOf(id, fault)}${help ? html`<p class="help" id="${id}-help">${help}</p>` : nothing}</div>`;

/** A one-line text field, `{ id, label, help, fault, optional, value, onInput, … }`. */
export const textField = (one) => field(one, html`<input id=${one.id} type=${one.type ?? 'text'} class=${one.code ? 'code' : ''}
  .value=${one.value ?? ''} maxlength=${one.maxLength ?? nothing} placeholder=${one.example ?? nothing} autocomplete=${one.autocomplete ?? 'off'}
  spellcheck=${one.code ? 'false' : nothing} min=${one.min ?? nothing}
  aria-invalid=${one.fault ? 'true' : nothing} aria-describedby=${described(one.id, one.help, one.fault)}
  @input=${(event) => one.onInput(event.target.value)}>`);

/** A choice from a list, `options` as `[value, label]`. */
export const selectField = (one) => field(one, html`<select id=${one.id} aria-invalid=${one.fault ? 'true' : nothing}
  aria-describedby=${described(one.id, one.help, one.fault)} @change=${(event) => one.onChange(event.target.value)}>
  ${one.options.map(([value, label]) => html`<option value=${value} ?selected=${value === one.value}>${label}</option>`)}</select>`);

/** Moves to the first control that has a fault, else to the alert above the form. */
export async function focusFault(part) {
  await part.updateComplete;
  const first = part.querySelector('[aria-invalid="true"]') ?? part.querySelector('[role=alert]');
  if (first && first.tabIndex < 0) {
    first.tabIndex = -1;
  }
  first?.focus();
}

/** A problem without the faults that stand beside their fields already; null where nothing is left to say. */
export function rest(problem, shown) {
  if (!problem) {
    return null;
  }
  const left = problem.errors.filter((error) => !shown.includes(error.field));
  const all = problem.errors.length > 0 && left.length === 0;
  return all ? null : Object.assign(Object.create(problem), { errors: left });
}

/** Text that is copied whole, with its button. */
export const copyField = ({ id, label, help, value, onCopy }) => field({ id, label, help }, html`<div class="with-btn">
  <input id=${id} class="code" readonly .value=${value} aria-describedby=${described(id, help, null)} @focus=${(event) => event.target.select()}>
  <button class="btn" type="button" @click=${onCopy}>${icon('copy')}${t('copy')}</button></div>`);
