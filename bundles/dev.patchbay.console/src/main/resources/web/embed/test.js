/* A test in the submenu: the same run as everywhere, without a box and a heading, since those are the page's around it. */
import { define, html, nothing } from '../js/lib/element.js';
import { icon } from '../js/lib/icons.js';
import { t } from '../js/lib/texts.js';
import { stepName, stopped, TestRun } from '../js/parts/test-run.js';
import { said, sentence } from '../js/parts/trouble.js';

const step = (one, translations) => html`<li class="is-${one.mark.toLowerCase()}">${icon(`mark-${one.mark.toLowerCase()}`)}
  <span>${stepName(one.name, translations)} <span class="word">${t(`mark.${one.mark}`)}</span></span>
  ${one.failure ? html`<p class="sub">${said(one.failure.message)} ${t(`reason.${one.failure.reason}`)}</p>` : nothing}</li>`;

export class StepTest extends TestRun {
  headline() {
    const count = this.steps.length;
    const passed = this.steps.filter((one) => one.mark === 'PASSED').length;
    const failed = this.steps.find((one) => one.mark === 'FAILED');
    if (this.running) {
      return t('embed.testing');
    }
    if (this.problem) {
      return sentence(this.problem);
    }
    if (failed) {
      return stopped('embed.test.failed', failed.name, this.translations);
    }
    return this.report?.passed === true ? t('embed.test.passed', { passed, count }) : t('embed.test.nothing');
  }

  sign() {
    if (this.running) {
      return 'waiting';
    }
    return this.problem || this.report?.passed === false ? 'failed' : this.report?.passed === true ? 'passed' : 'skipped';
  }

  template() {
    if (!this.running && !this.report && !this.problem) {
      return html`<div role="status"></div>`;
    }
    const sign = this.sign();
    return html`<div role="status" aria-busy=${this.running}>
      <p class="mark is-${sign}">${icon(sign === 'waiting' ? 'mark-note' : `mark-${sign}`)}<b>${this.headline()}</b></p>
      ${this.running || sign === 'failed' ? html`<ol class="run">${this.steps.map((one) => step(one, this.translations))}</ol>` : nothing}</div>`;
  }
}
define('pb-step-test', StepTest);
