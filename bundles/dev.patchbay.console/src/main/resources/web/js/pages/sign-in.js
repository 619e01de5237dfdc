/* Signing in with an API key; and again, above a page, where a session has ended in the middle of work. */
import { send } from '../lib/api.js';
import { define, html, nothing, Part, svg } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { parts, t } from '../lib/texts.js';
import { nextTheme, theme } from '../lib/theme.js';

const JACKS = [[114, 190], [342, 266], [190, 114], [570, 190], [38, 342], [266, 418]];
const WALL = html`<svg viewBox="0 0 760 900" preserveAspectRatio="xMaxYMid slice" aria-hidden="true">
  <defs><pattern id="jacks" width="76" height="76" patternUnits="userSpaceOnUse">
    <circle cx="38" cy="38" r="11" fill="none" stroke="#3b444a" stroke-width="2"/><circle cx="38" cy="38" r="4" fill="#2a3136"/>
  </pattern></defs>
  <rect width="760" height="760" fill="url(#jacks)"/>
  <g fill="none" stroke-linecap="round"><g stroke="#59636b" stroke-width="7">
    <path d="M114 190C114 420 342 420 342 266"/><path d="M190 114C190 330 570 330 570 190"/><path d="M38 342C38 620 266 620 266 418"/>
  </g><path d="M418 342C418 640 566 688 640 596" stroke="#ffc61e" stroke-width="8"/></g>
  <g fill="#59636b">${JACKS.map(([x, y]) => svg`<circle cx=${x} cy=${y} r="13"/>`)}</g>
  <circle cx="418" cy="342" r="13" fill="#ffc61e"/>
  <circle cx="722" cy="494" r="11" fill="#1a1f23" stroke="#ffc61e" stroke-width="2.5"/><circle cx="722" cy="494" r="4" fill="#ffc61e"/>
  <g transform="translate(640 596) rotate(-51)" fill="#ffc61e"><rect x="-4" y="-11" width="40" height="22" rx="4"/><rect x="38" y="-5.5" width="22" height="11" rx="3"/></g>
</svg>`;

/** The key field with its button; tells `signed-in` with the session. */
class KeyForm extends Part {
  static properties = { problem: { state: true }, busy: { state: true }, shown: { state: true } };

  constructor() {
    super();
    this.problem = null;
    this.busy = false;
    this.shown = false;
  }

  async submit(event) {
    event.preventDefault();
    const field = this.querySelector('input');
    if (!field.value.trim() || this.busy) {
      field.focus();
      return;
    }
    this.busy = true;
    try {
      const { data } = await send('POST', 'api/v1/session', { body: { key: field.value.trim() }, quiet: true });
      field.value = '';
      this.tell('signed-in', data);
    } catch (problem) {
      this.problem = problem;
      await this.focusOn('input');
    } finally {
      this.busy = false;
    }
  }

  why() {
    const { status, retryAfter, detail } = this.problem;
    if (status === 401) {
      return t('sign-in.unknown');
    }
    if (status === 429) {
      return t('sign-in.wait', { count: retryAfter ?? 60 });
    }
    return status === 0 ? t('offline') : detail;
  }

  template() {
    return html`<form class="stack" @submit=${this.submit} novalidate>
      <div class="field"><label for="key">${t('sign-in.key')}</label>
        <div class="with-btn"><input id="key" class="code" type=${this.shown ? 'text' : 'password'} autocomplete="current-password"
          spellcheck="false" placeholder="pbk_…" aria-describedby=${this.problem ? 'key-why key-help' : 'key-help'}
          aria-invalid=${this.problem ? 'true' : nothing}>
          <button class="btn" type="button" aria-pressed=${this.shown} aria-label=${t('reveal')}
            @click=${() => (this.shown = !this.shown)}>${icon('eye')}</button></div>
        ${this.problem ? html`<p class="err" id="key-why" role="alert">${this.why()}</p>` : nothing}
        <p class="help" id="key-help">${parts('sign-in.help', { code: html`<code>pbk_</code>` })}</p></div>
      <button class="btn btn-go btn-wide" type="submit">${this.busy ? t('sign-in.busy') : t('sign-in')}</button>
    </form>`;
  }
}
define('pb-key-form', KeyForm);

class SignIn extends Part {
  static properties = { problem: { attribute: false } };

  template() {
    return html`<main id="main" class="gate">
      <div class="gate-wall">${WALL}<p>${t('sign-in.promise')}</p></div>
      <div class="gate-form">
        <div class="gate-top"><div class="wordmark">Patchbay</div>
          <button class="icon-btn" type="button" @click=${() => { nextTheme(); this.requestUpdate(); }}>${icon('theme')}
            <span class="vh">${t(`theme.${theme() || 'system'}`)}</span></button></div>
        <div class="stack"><h1>${t('sign-in')}</h1>
          ${this.problem ? html`<p class="err" role="alert">${t('sign-in.link-ended')}</p>` : nothing}
          <pb-key-form></pb-key-form></div>
        <div><hr><h2 class="strip-text">${t('sign-in.first')}</h2><p class="read">${t('sign-in.first.how')}</p>
          <details><summary>${t('sign-in.ended')}</summary>
            <p class="read">${parts('sign-in.ended.how', { command: html`<code>bin/patchbay sign-in</code>` })}</p></details></div>
      </div></main>`;
  }
}
define('pb-sign-in', SignIn);

class SignInAgain extends Part {
  firstUpdated() {
    this.querySelector('dialog').showModal();
  }

  template() {
    return html`<dialog aria-labelledby="again-title" @cancel=${(event) => event.preventDefault()}>
      <div class="body stack"><h2 id="again-title">${t('sign-in.again')}</h2><p>${t('sign-in.again.why')}</p>
        <pb-key-form></pb-key-form></div></dialog>`;
  }
}
define('pb-sign-in-again', SignInAgain);
