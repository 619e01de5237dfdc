/* Settings: backup, the renewal of the key, what this browser remembers, and where the host's own settings stand. */
import { define, html, nothing, Part } from '../lib/element.js';
import { change, state } from '../lib/state.js';
import { choose, current, languages, parts, t } from '../lib/texts.js';
import { chooseTheme, theme, themes } from '../lib/theme.js';
import '../parts/backup.js';
import '../parts/key-rotation.js';

const code = (text) => html`<code>${text}</code>`;

class Settings extends Part {
  theme(name) {
    chooseTheme(name);
    change({});
    this.requestUpdate();
  }

  language(tag) {
    choose(tag);
    location.reload();
  }

  template() {
    const everywhere = !state.session.account;
    return html`<div class="page-head"><div><h1>${t('nav.settings')}</h1><p class="lede">${t('settings.what')}</p></div></div>
      <div class="cols"><div>${everywhere ? html`<pb-backup></pb-backup>` : nothing}
          ${everywhere ? html`<pb-key-rotation></pb-key-rotation>` : nothing}</div>
        <div>${this.browser()}${this.file()}</div></div>`;
  }

  browser() {
    return html`<section class="panel" aria-labelledby="browser-title"><div class="strip"><h2 id="browser-title">${t('settings.browser')}</h2></div>
      <div class="body"><div class="field"><label for="language">${t('language')}</label><select id="language" @change=${(event) => this.language(event.target.value)}>
          ${languages().map((tag) => html`<option value=${tag} ?selected=${tag === current()}>${t(`language.${tag}`)}</option>`)}</select></div>
        <fieldset class="field"><legend>${t('settings.theme')}</legend><div class="radios">${themes().map((name) => html`<label><input type="radio" name="theme"
          .checked=${theme() === name} @change=${() => this.theme(name)}> ${t(`settings.theme.${name || 'system'}`)}</label>`)}</div></fieldset>
        <p class="help">${t('settings.browser.help')}</p></div></section>`;
  }

  file() {
    return html`<section class="panel" aria-labelledby="file-title"><div class="strip"><h2 id="file-title">${t('settings.file')}</h2></div>
      <div class="body read"><p>${parts('settings.file.where', { file: code('conf/patchbay.properties') })}</p>
        <p>${parts('settings.file.environment', { variable: code('PATCHBAY_HTTP_PORT'), key: code('http.port') })}</p>
        <p>${parts('settings.file.documented', { readme: code('README.md') })}</p></div></section>`;
  }
}
define('pb-settings', Settings);
