/* Whether apps can send people back to this host: it asks itself through its public URL, and says what to change. */
import { send } from '../lib/api.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { t } from '../lib/texts.js';
import { time } from '../lib/times.js';
import { said, trouble } from './trouble.js';

/** Of the checks that did not pass, the one that says why; the others wait for it. */
const waits = (check) => !check.passed && check.detail.startsWith('Not known before');

function step(check) {
  const mark = check.passed ? 'passed' : waits(check) ? 'skipped' : 'failed';
  return html`<li class="is-${mark}">${icon(`mark-${mark}`)}
    <div class="run-line"><span class="run-name">${t(`health.doctor.${check.name}`)}</span><span class="run-mark">${t(`mark.${mark.toUpperCase()}`)}</span></div>
    <p class="run-why">${waits(check) ? t('health.doctor.waits') : said(check.detail)}</p></li>`;
}

class CallbackDoctor extends Part {
  static properties = { found: { state: true }, at: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.found = null;
    this.problem = null;
    this.busy = false;
  }

  async ask() {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      this.found = (await send('POST', 'api/v1/admin/callback-doctor')).data;
      this.at = new Date();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  template() {
    return html`<section class="panel" aria-labelledby="doctor"><div class="strip"><h2 id="doctor">${t('health.doctor')}</h2>
        <button class="btn btn-s push" type="button" @click=${this.ask}>${this.busy ? t('health.doctor.busy') : t('health.doctor.ask')}</button></div>
      <div class="body"><p class="read muted">${t('health.doctor.what')}</p>${trouble(this.problem, () => this.ask())}
        <div role="status">${this.found ? this.findings() : nothing}</div></div></section>`;
  }

  findings() {
    const { healthy, publicUrl, checks } = this.found;
    return html`<div class="result ${healthy ? '' : 'is-bad'}"><h2>${healthy ? t('health.doctor.good') : t('health.doctor.bad')}</h2>
      ${publicUrl ? html`<p><code>${publicUrl}</code> · ${time(this.at)}</p>` : nothing}
      <ol class="run">${checks.map(step)}</ol></div>`;
  }
}
define('pb-callback-doctor', CallbackDoctor);
