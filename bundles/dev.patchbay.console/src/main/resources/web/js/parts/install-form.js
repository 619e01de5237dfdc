/* Installing from an address, from coordinates, or from a text; a fault stands beside its field. */
import { define, html, nothing, Part } from '../lib/element.js';
import { ofPlace, ofText } from '../lib/offers.js';
import { t } from '../lib/texts.js';

const SHA256 = /^[0-9a-fA-F]{64}$/;
const FITS = {
  url: (text) => /^https?:\/\/[^\s/]+\/\S+$/i.test(text),
  coordinates: (text) => /^[^:\s]+:[^:\s]+:[^:\s]+$/.test(text),
  text: (text) => text.length > 0,
};

/** `way` is `url`, `coordinates` or `text`. Tells `offer` with what is to be installed, `left` where it is given up. */
export class InstallForm extends Part {
  static properties = { way: {}, busy: { attribute: false }, faults: { state: true }, what: { state: true } };

  constructor() {
    super();
    this.way = 'url';
    this.busy = false;
    this.what = 'bundles';
    this.faults = {};
  }

  willUpdate(changed) {
    if (changed.has('way')) {
      this.faults = {};
    }
  }

  updated(changed) {
    if (changed.get('way')) {
      this.querySelector('form').reset();
    }
  }

  /** Shows what the host has against fields of it. Gives whether that is all it has. */
  async refuse(problem) {
    const shown = [this.way, 'sha256'].filter((name) => this.field(name) && problem.of(name));
    this.faults = Object.fromEntries(shown.map((name) => [name, problem.of(name)]));
    await this.focusOn('[aria-invalid=true]');
    return shown.length > 0 && problem.errors.every((error) => shown.includes(error.field));
  }

  /** Puts the cursor into the first field. */
  begin() {
    return this.focusOn('input, textarea');
  }

  field(name) {
    return this.querySelector(`#install-${name}`);
  }

  async submit(event) {
    event.preventDefault();
    if (this.busy) {
      return;
    }
    const value = this.field(this.way).value.trim();
    const sha256 = this.field('sha256')?.value.trim() || null;
    this.faults = {
      ...(FITS[this.way](value) ? {} : { [this.way]: t(`int.form.${this.way}.fault`) }),
      ...(sha256 && !SHA256.test(sha256) ? { sha256: t('int.form.sha256.fault') } : {}),
    };
    if (Object.keys(this.faults).length) {
      await this.focusOn('[aria-invalid=true]');
      return;
    }
    try {
      this.tell('offer', this.way === 'text' ? ofText(value, t('int.form.text.name'))
        : ofPlace({ [this.way]: value, ...(sha256 ? { sha256 } : {}) }, this.what));
    } catch (problem) {
      this.faults = { [this.way]: problem.errors?.[0]?.message ?? problem.message };
      await this.focusOn('[aria-invalid=true]');
    }
  }

  labelled(name, control, extra = nothing) {
    const fault = this.faults[name];
    return html`<div class="field"><label for="install-${name}">${t(`int.form.${name}`)} ${extra}</label>${control}
      ${fault ? html`<p class="err" id="install-${name}-err">${fault}</p>` : nothing}
      <p class="help" id="install-${name}-help">${t(`int.form.${name}.help`)}</p></div>`;
  }

  says(name) {
    return `${this.faults[name] ? `install-${name}-err ` : ''}install-${name}-help`;
  }

  input(name) {
    return html`<input id="install-${name}" class="code" spellcheck="false" autocomplete="off"
      aria-invalid=${this.faults[name] ? 'true' : nothing} aria-describedby=${this.says(name)}>`;
  }

  place() {
    return html`${this.labelled(this.way, this.input(this.way))}
      <div class="field"><label for="install-what">${t('int.form.what')}</label><select id="install-what"
        @change=${(event) => (this.what = event.target.value)}>
        ${['bundles', 'features'].map((what) => html`<option value=${what} ?selected=${what === this.what}>${t(`int.form.what.${what}`)}</option>`)}</select></div>
      ${this.labelled('sha256', this.input('sha256'), html`<span class="opt">${t('optional')}</span>`)}`;
  }

  template() {
    return html`<form class="panel body install-form" aria-labelledby="install-h" @submit=${this.submit} novalidate>
      <h2 id="install-h">${t(`int.drop.${this.way}`)}</h2>
      ${this.way === 'text'
        ? this.labelled('text', html`<textarea id="install-text" class="code" rows="10" spellcheck="false"
            aria-invalid=${this.faults.text ? 'true' : nothing} aria-describedby=${this.says('text')}></textarea>`)
        : this.place()}
      <div class="form-foot"><button class="btn btn-go" type="submit">${this.busy ? t('int.form.busy') : t('int.form.do')}</button>
        <button class="btn" type="button" @click=${() => this.tell('left')}>${t('cancel')}</button></div></form>`;
  }
}
define('pb-install-form', InstallForm);
