/* A test as it runs: each step is drawn when it ends. */
import { Problem, stream } from '../lib/api.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { hasText, parts, t, translated } from '../lib/texts.js';
import { said, sentence } from './trouble.js';

/**
 * What a step is called: by its provider's translations, or by the host, whose own step any test may have; else in the words it
 * came in.
 */
export const stepName = (name, translations) => {
  const own = `step.${name.toLowerCase().replaceAll(' ', '-')}`;
  return translated(translations, `steps.${name}`, null) ?? (hasText(own) ? t(own) : said(name));
};

/** Where a test stopped, as the text of this key says it. */
export function stopped(key, name, translations) {
  const step = stepName(name, translations);
  return typeof step === 'string' ? t(key, { step }) : parts(key, { step });
}

const step = (one, translations) => {
  const mark = one.mark.toLowerCase();
  return html`<li class="is-${mark}">${icon(`mark-${mark}`)}
    <div class="run-line"><span class="run-name">${stepName(one.name, translations)}</span><span class="run-mark">${t(`mark.${one.mark}`)}</span></div>
    ${one.failure ? html`<p class="run-why">${said(one.failure.message)} <span class="muted">${t(`reason.${one.failure.reason}`)}</span></p>` : nothing}</li>`;
};

/**
 * Runs a test and shows it, with the `translations` of the provider's definition. `run(path, body)` gives the report; before it the element is empty. Tells `tested` with the report.
 * A test that cannot begin (a fault in the form, no permission) throws its `Problem`, since it belongs beside the fields.
 */
export class TestRun extends Part {
  static properties = { translations: { attribute: false }, steps: { state: true }, running: { state: true }, report: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.clear();
  }

  clear() {
    this.steps = [];
    this.running = false;
    this.report = null;
    this.problem = null;
  }

  async run(path, body) {
    this.clear();
    this.running = true;
    try {
      await stream('POST', path, {
        body,
        onEvent: (name, data) => {
          if (name === 'step') {
            this.steps = [...this.steps, data];
          } else if (name === 'report') {
            this.report = data;
            this.steps = data.steps;
          } else if (name === 'problem') {
            this.problem = new Problem(data.status, data);
          }
        },
      });
    } finally {
      this.running = false;
    }
    if (this.report) {
      this.tell('tested', this.report);
    }
    return this.report;
  }

  headline() {
    if (this.running) {
      return t('testing');
    }
    if (this.problem) {
      return sentence(this.problem);
    }
    const failed = this.steps.find((one) => one.mark === 'FAILED');
    if (failed) {
      return stopped('tested.failed', failed.name, this.translations);
    }
    const passed = this.steps.filter((one) => one.mark === 'PASSED').length;
    return this.report?.passed === true ? t('tested.passed', { count: passed }) : t('tested.nothing');
  }

  template() {
    if (!this.running && !this.report && !this.problem) {
      return html`<div role="status"></div>`;
    }
    const bad = this.problem || this.report?.passed === false;
    return html`<div role="status"><div class="result ${bad ? 'is-bad' : ''}" aria-busy=${this.running}><h2>${this.headline()}</h2>
      <ol class="run">${this.steps.map((one) => step(one, this.translations))}${this.running
        ? html`<li class="is-waiting">${icon('mark-note')}<div class="run-line"><span class="run-name">${t('mark.waiting')}</span></div></li>`
        : nothing}</ol></div></div>`;
  }
}
define('pb-test-run', TestRun);
