/* How an account's pages look: a name, a colour with its contrast, and a logo. */
import { define, html, nothing, Part } from '../lib/element.js';
import { contrast, isColour } from '../lib/colours.js';
import { bytes, t } from '../lib/texts.js';
import { described, field, textField } from './form.js';
import { isOwnLogo } from './account-head.js';

const TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml'];

/** In bytes; in base64, with what says its kind, that is what the host takes: 64 KiB of characters. */
const MOST = 48_000;

const READABLE = 4.5;
const LARGE = 3;

const read = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result);
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
});

/** `value` is `{ name, color, logoUrl }`, `faults` by the same names; tells `looks` with what has changed. */
export class AccountLooks extends Part {
  static properties = { value: { attribute: false }, faults: { attribute: false }, kind: { state: true }, fileFault: { state: true } };

  constructor() {
    super();
    this.faults = {};
    this.kind = null;
    this.fileFault = null;
  }

  set(part) {
    this.tell('looks', part);
  }

  kindOf() {
    const { logoUrl } = this.value;
    return this.kind ?? (isOwnLogo(logoUrl) ? 'file' : logoUrl ? 'address' : 'none');
  }

  choose(kind) {
    this.kind = kind;
    this.fileFault = null;
    if (kind === 'none' || (kind === 'file') !== isOwnLogo(this.value.logoUrl)) {
      this.set({ logoUrl: '' });
    }
  }

  async take(input) {
    const [file] = input.files;
    if (!file) {
      return;
    }
    this.fileFault = null;
    if (!TYPES.includes(file.type)) {
      this.fileFault = t('accounts.logo.type');
    } else if (file.size > MOST) {
      this.fileFault = t('accounts.logo.size', { size: bytes(file.size), most: bytes(MOST) });
    } else {
      try {
        this.set({ logoUrl: await read(file) });
      } catch {
        this.fileFault = t('accounts.logo.unreadable');
      }
    }
    input.value = '';
  }

  template() {
    const { name } = this.value;
    return html`${textField({ id: 'brand-name', label: t('accounts.part.name'), help: t('accounts.name.help'), fault: this.faults.name, optional: true,
      maxLength: 128, value: name, onInput: (text) => this.set({ name: text }) })}${this.colour()}${this.logo()}`;
  }

  colour() {
    const { color } = this.value;
    const onInput = (event) => this.set({ color: event.target.value });
    const help = html`${t('accounts.colour.help')} <span role="status">${this.verdict(color)}</span>`;
    return field({ id: 'brand-colour', label: t('accounts.part.color'), help, fault: this.faults.color, optional: true }, html`<div class="colour">
      <input type="color" aria-label=${t('accounts.colour.pick')} .value=${isColour(color) ? color : '#1d5c46'} @input=${onInput}>
      <input id="brand-colour" class="code" maxlength="7" placeholder="#1d5c46" autocomplete="off" spellcheck="false" .value=${color}
        aria-invalid=${this.faults.color ? 'true' : nothing} aria-describedby=${described('brand-colour', 'help', this.faults.color)} @input=${onInput}></div>`);
  }

  verdict(color) {
    if (!isColour(color)) {
      return '';
    }
    const found = contrast(color, '#ffffff');
    const ratio = Math.floor(found * 10) / 10;
    return t(`accounts.contrast.${found >= READABLE ? 'good' : found >= LARGE ? 'large' : 'bad'}`, { ratio });
  }

  logo() {
    const kind = this.kindOf();
    const fault = this.fileFault ?? this.faults.logoUrl;
    return html`<fieldset class="field"><legend>${t('accounts.part.logoUrl')} <span class="opt">${t('optional')}</span></legend>
      <div class="radios">${['none', 'file', 'address'].map((one) => html`<label><input type="radio" name="logo" value=${one} .checked=${kind === one}
        @change=${() => this.choose(one)}> ${t(`accounts.logo.${one}`)}</label>`)}</div>
      ${kind === 'file' ? field({ id: 'logo-file', label: t('accounts.logo.file.choose'), help: t('accounts.logo.file.help', { most: bytes(MOST) }), fault },
        html`<input id="logo-file" type="file" accept=${TYPES.join(',')} aria-invalid=${fault ? 'true' : nothing}
          aria-describedby=${described('logo-file', 'help', fault)} @change=${(event) => this.take(event.target)}>`) : nothing}
      ${kind === 'address' ? textField({ id: 'logo-address', label: t('accounts.logo.address.label'), help: t('accounts.logo.address.help'), fault, code: true,
        type: 'url', maxLength: 2048, example: 'https://', value: this.value.logoUrl, onInput: (logoUrl) => this.set({ logoUrl }) }) : nothing}</fieldset>`;
  }
}
define('pb-account-looks', AccountLooks);
