/* The way in: a drop zone with buttons that do the same, and below it how each thing that came fared. */
import { forgetProviders } from '../lib/providers.js';
import { connectionsOf, followed, labelOf } from '../lib/bundles.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { ask } from '../lib/notices.js';
import { alreadyHere, forecast, forecastFeature, install, installFeature, ofFile, update } from '../lib/offers.js';
import { t } from '../lib/texts.js';
import { choices, dryRun, featureChoices, featureDryRun } from './dry-run.js';
import { arrival } from './arrivals.js';
import './install-form.js';

const WAYS = ['url', 'coordinates', 'text'];
const carriesFiles = (event) => event.dataTransfer?.types.includes('Files');

/** Tells `installed` after each change. */
export class Installer extends Part {
  static properties = {
    policy: { attribute: false }, bundles: { attribute: false }, names: { attribute: false },
    counts: { attribute: false }, over: { state: true }, busy: { state: true }, way: { state: true }, arrivals: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { policy: null, bundles: [], names: new Map(), counts: new Map(), over: false, busy: false, way: null, arrivals: [] });
    this.target = null;
    this.depth = 0;
    this.onPage = { dragenter: this.enter, dragover: this.hover, dragleave: this.leave, drop: this.drop };
    Object.entries(this.onPage).forEach(([name, act]) => (this.onPage[name] = act.bind(this)));
  }

  connectedCallback() {
    super.connectedCallback();
    Object.entries(this.onPage).forEach(([name, act]) => document.addEventListener(name, act));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    Object.entries(this.onPage).forEach(([name, act]) => document.removeEventListener(name, act));
    this.arrivals.forEach((one) => one.abort.abort());
  }

  /** A file that is dropped elsewhere would leave the page. */
  takes(event) {
    if (carriesFiles(event)) {
      event.preventDefault();
    }
    return carriesFiles(event) && this.policy?.accepting && !document.querySelector('dialog[open]');
  }

  enter(event) {
    if (this.takes(event)) {
      this.depth += 1;
      this.over = true;
    }
  }

  hover(event) {
    if (carriesFiles(event)) {
      event.preventDefault();
      event.dataTransfer.dropEffect = this.over ? 'copy' : 'none';
    }
  }

  leave(event) {
    if (carriesFiles(event)) {
      this.depth = Math.max(0, this.depth - 1);
      this.over = this.over && this.depth > 0;
    }
  }

  drop(event) {
    const wanted = this.takes(event);
    this.depth = 0;
    this.over = false;
    if (wanted) {
      this.files([...event.dataTransfer.files]);
    }
  }

  /** Lets a person choose a file; for a bundle that is here, what is chosen takes its place. */
  choose(bundle = null) {
    this.target = bundle;
    const field = this.querySelector('input[type=file]');
    field.multiple = !bundle;
    field.click();
  }

  /** The field is emptied, so that the same file can be chosen again once it was corrected. */
  chosen(field) {
    const files = [...field.files];
    field.value = '';
    this.files(files);
  }

  async files(files) {
    const target = this.target;
    this.target = null;
    this.arrivals = this.arrivals.filter((one) => one.running);
    for (const file of files) {
      const one = this.begin(file.name);
      try {
        await this.take(one, await ofFile(file), target);
      } catch (problem) {
        await this.refused(one, problem);
      }
    }
  }

  /** What a form has made. It stays until that is installed, so that nothing typed is lost. */
  async offered(offer) {
    const form = this.querySelector('pb-install-form');
    this.arrivals = this.arrivals.filter((one) => one.running);
    const one = this.begin(offer.name);
    this.busy = true;
    await this.take(one, offer);
    this.busy = false;
    if (one.step === 'done') {
      this.way = null;
      await this.focusOn('.arrivals');
    } else if (one.problem && (await form.refuse(one.problem))) {
      this.arrivals = this.arrivals.filter((other) => other !== one);
    }
  }

  begin(name) {
    const one = { name, step: 'reading', running: true, sent: 0, total: 0, abort: new AbortController() };
    this.arrivals = [...this.arrivals, one];
    return one;
  }

  note(one, parts) {
    Object.assign(one, parts);
    this.requestUpdate();
  }

  async take(one, offer, target = null) {
    this.note(one, { name: offer.name, step: offer.from ? 'fetching' : 'sending', then: 'checking', again: () => this.again(one, offer, target) });
    const how = {
      signal: one.abort.signal,
      onSent: (sent, total) => this.note(one, { sent, total, step: sent < total ? 'sending' : one.then }),
    };
    try {
      if (target) {
        await this.replace(one, offer, target, how);
      } else if (offer.what === 'features') {
        await this.putFeature(one, offer, how);
      } else {
        await this.put(one, offer, how);
      }
    } catch (problem) {
      await this.refused(one, problem);
    }
  }

  /** The same once more, where the first time was nobody's fault. */
  async again(one, offer, target) {
    const next = this.begin(offer.name);
    this.arrivals = this.arrivals.filter((other) => other !== one);
    await this.focusOn('.arrivals');
    await this.take(next, offer, target);
  }

  /** Installs it; where it is here already it is an update, which is looked at first. */
  async put(one, offer, how) {
    try {
      this.installed(one, await install(offer, how), offer.what);
    } catch (problem) {
      const bundle = problem.name === 'Problem' ? await alreadyHere(problem) : null;
      if (!bundle) {
        throw problem;
      }
      await this.replace(one, offer, bundle, how);
    }
  }

  async replace(one, offer, bundle, how) {
    this.note(one, { step: 'dry-run', then: 'dry-run' });
    const report = await forecast(offer, bundle.symbolicName, how);
    const self = labelOf(bundle, this.names);
    const answer = await ask({
      title: t('int.update.title', { name: self, version: report.toVersion }),
      body: dryRun(report, {
        self, paused: connectionsOf(bundle.providers, this.counts), lost: connectionsOf(report.removedProviders, this.counts),
      }),
      actions: choices(report),
    });
    if (!answer) {
      this.end(one, { step: 'left' });
      return;
    }
    this.note(one, { step: 'checking', then: 'checking' });
    const approved = answer === 'approve';
    const result = await update(offer, bundle.symbolicName, approved, how);
    await (approved ? followed(result.providers) : null);
    this.installed(one, approved ? { ...result, waiting: [] } : result, 'bundles', report);
  }

  /** Installs a feature; where that changes what is here, it is looked at first. */
  async putFeature(one, offer, how) {
    this.note(one, { then: 'dry-run' });
    const report = await forecastFeature(offer, how);
    const answer = report.fromVersion || report.updated.length ? await this.askForFeature(report) : 'go';
    if (!answer) {
      this.end(one, { step: 'left' });
      return;
    }
    this.note(one, { step: 'checking', then: 'checking' });
    const result = await installFeature(offer, answer === 'approve', how);
    await (answer === 'approve' ? followed(report.updated.flatMap((bundle) => bundle.providers.map((of) => of.provider))) : null);
    this.installed(one, result, 'features');
  }

  askForFeature(report) {
    const here = new Map(this.bundles.map((bundle) => [bundle.symbolicName, bundle]));
    const about = (update) => ({
      self: here.has(update.symbolicName) ? labelOf(here.get(update.symbolicName), this.names) : update.symbolicName,
      paused: connectionsOf(here.get(update.symbolicName)?.providers ?? [], this.counts),
      lost: connectionsOf(update.removedProviders, this.counts),
    });
    return ask({
      title: report.fromVersion ? t('int.replace.title', { name: report.name }) : t('int.feature.title', { name: report.name }),
      body: featureDryRun(report, { about, lost: connectionsOf(report.removedProviders, this.counts) }),
      actions: featureChoices(report),
      wide: true,
    });
  }

  end(one, parts) {
    this.note(one, { running: false, ...parts });
  }

  installed(one, result, what, report = null) {
    forgetProviders();
    this.end(one, { step: 'done', result, what, report });
    this.tell('installed');
  }

  async refused(one, problem) {
    if (problem.name === 'AbortError') {
      this.end(one, { step: 'stopped' });
      return;
    }
    if (problem.name !== 'Problem') {
      this.end(one, { step: 'stopped' });
      throw problem;
    }
    this.end(one, { step: 'refused', problem });
    await this.updateComplete;
    this.querySelector('.arrivals .is-failed')?.focus();
  }

  template() {
    return html`<input type="file" hidden multiple aria-label=${t('int.drop.file')}
        accept=".jar,.zip,.json" @change=${(event) => this.chosen(event.target)}>
      ${this.policy?.accepting ? this.zone() : nothing}${this.results()}`;
  }

  zone() {
    return html`<section class="dropzone ${this.over ? 'is-over' : ''}" aria-labelledby="drop-h">${icon('drop')}
        <div><h2 id="drop-h">${this.over ? t('int.drop.now') : t('int.drop')}</h2><p class="muted">${t('int.drop.what')}</p></div>
        <div class="actions"><button class="btn" type="button" @click=${() => this.choose()}>${t('int.drop.file')}</button>
          ${WAYS.map((way) => html`<button class="btn" type="button" data-way=${way} aria-expanded=${this.way === way}
            @click=${() => this.open(way)}>${t(`int.drop.${way}`)}</button>`)}</div></section>
      ${this.way ? html`<pb-install-form .way=${this.way} .busy=${this.busy} @offer=${(event) => this.offered(event.detail)}
        @left=${() => this.open(this.way)}></pb-install-form>` : nothing}`;
  }

  async open(way) {
    const before = this.way;
    this.way = before === way ? null : way;
    await this.updateComplete;
    if (this.way) {
      this.querySelector('pb-install-form').begin();
    } else {
      this.querySelector(`[data-way=${before}]`).focus();
    }
  }

  results() {
    return this.arrivals.length
      ? html`<section class="panel arrivals" tabindex="-1" aria-labelledby="arrivals-h">
          <div class="strip"><h2 id="arrivals-h">${t('int.arrivals')}</h2>${this.arrivals.some((one) => one.running) ? nothing
            : html`<button class="btn btn-s push" type="button" @click=${this.clear}>${t('int.arrivals.clear')}</button>`}</div>
          <ol class="run body">${this.arrivals.map((one) => arrival(one, this.names))}</ol></section>`
      : nothing;
  }

  async clear() {
    this.arrivals = [];
    await this.focusOn('.dropzone .btn');
  }
}
define('pb-installer', Installer);
