/* Integrations: what is installed and how it goes with it, the way in, and the apps that could be installed. */
import {
  approve, closeBack, connectionsOf, goBack, labelOf, loadAll, release, removeBundle, removeFeature, stateOf, TRUSTS,
} from '../lib/bundles.js';
import { copy } from '../lib/deeds.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { forgetProviders } from '../lib/providers.js';
import { place, remember } from '../lib/router.js';
import { parts, t } from '../lib/texts.js';
import { time } from '../lib/times.js';
import '../parts/app-shelf.js';
import '../parts/bundle-table.js';
import '../parts/installer.js';
import { trouble } from '../parts/trouble.js';

/** In the order of the list: those that need a hand come first. */
const STATES = ['trouble', 'quarantined', 'waiting', 'starting', 'stopped', 'running'];

class Integrations extends Part {
  static properties = { here: { state: true }, names: { state: true }, problem: { state: true }, filter: { state: true } };

  constructor() {
    super();
    const asked = place().parameters;
    this.filter = { q: asked.get('q') ?? '', state: asked.get('state'), trust: asked.get('trust') };
    this.here = null;
    this.names = new Map();
    this.problem = null;
    this.keys = (event) => this.slash(event);
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.keys);
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.keys);
  }

  slash(event) {
    if (event.key === '/' && !event.target.closest('input, select, textarea, dialog')) {
      event.preventDefault();
      this.querySelector('.bundles input[type=search]')?.focus();
    }
  }

  async load() {
    try {
      const here = await loadAll();
      Object.assign(this, { here, names: here.names, problem: null });
    } catch (problem) {
      this.problem = problem;
    }
  }

  changed() {
    forgetProviders();
    return this.load();
  }

  /** After a deed: where the row with the focus has gone, the list gets it. */
  async settled() {
    await this.changed();
    await this.updateComplete;
    await this.querySelector('pb-bundle-table')?.updateComplete;
    if (document.activeElement === document.body) {
      this.querySelector('.bundles h2')?.focus({ preventScroll: true });
    }
  }

  narrow(parts) {
    this.filter = { ...this.filter, ...parts };
    remember(this.filter);
  }

  stateOf(bundle) {
    return stateOf(bundle, this.here.health, this.here.approvals);
  }

  /** Those the filters let through, the ones that need a hand first. */
  shown() {
    const { q, state, trust } = this.filter;
    const words = q.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const rows = this.here.bundles.map((bundle) => ({ bundle, state: this.stateOf(bundle), label: labelOf(bundle, this.names) }))
      .filter((row) => (!state || row.state === state) && (!trust || row.bundle.trust === trust))
      .filter(({ bundle, label }) => {
        const text = [label, bundle.symbolicName, ...bundle.providers, ...(bundle.features ?? [])].join(' ').toLowerCase();
        return words.every((word) => text.includes(word));
      });
    return rows.sort((one, other) => STATES.indexOf(one.state) - STATES.indexOf(other.state) || one.label.localeCompare(other.label))
      .map((row) => row.bundle);
  }

  async deed({ name, bundle, provider }) {
    const label = labelOf(bundle, this.names);
    const count = connectionsOf(bundle.providers, this.here.counts);
    const providerName = this.names.get(provider)?.label ?? provider;
    const then = () => this.settled();
    const deeds = {
      update: () => this.querySelector('pb-installer').choose(bundle),
      back: () => goBack(bundle, label, count),
      shut: () => closeBack(bundle, label, count),
      remove: () => removeBundle(bundle, label, count, then),
      'remove-feature': () => this.removeFeature(this.here.features.find((one) => one.id === bundle.features[0])),
      release: () => release(provider, providerName),
      approve: () => approve(provider, providerName),
      digest: () => copy(bundle.digest, t('int.digest.copied')),
    };
    if (this.doing) {
      return;
    }
    this.doing = true;
    const done = await deeds[name]();
    this.doing = false;
    if (done === true) {
      await this.settled();
    }
  }

  /** The bundles that go with a feature, since no other has them. */
  own(feature) {
    return this.here.bundles.filter((bundle) => bundle.features?.length === 1 && bundle.features[0] === feature.id);
  }

  removeFeature(feature) {
    const own = this.own(feature);
    return removeFeature(feature, own, connectionsOf(own.flatMap((one) => one.providers), this.here.counts), () => this.settled());
  }

  template() {
    return html`<div class="page-head"><div><h1>${t('int.title')}</h1><p class="lede">${this.here ? this.lede() : this.problem ? '' : t('loading')}</p></div></div>
      ${trouble(this.problem, () => this.load())}
      ${this.here ? html`${this.trust()}
        <pb-installer .policy=${this.here.policy} .bundles=${this.here.bundles} .names=${this.names}
          .counts=${this.here.counts} @installed=${() => this.changed()}></pb-installer>
        ${this.bundles()}${this.features()}
        <section class="panel" aria-labelledby="shelf-h"><div class="strip"><h2 id="shelf-h">${t('int.shelf')}</h2>
          <span class="muted push">${t('int.shelf.count', { count: this.here.available.length })}</span></div>
          <pb-app-shelf .apps=${this.here.available} @installed=${() => this.changed()}></pb-app-shelf></section>` : nothing}`;
  }

  lede() {
    const { bundles } = this.here;
    const states = bundles.map((bundle) => this.stateOf(bundle));
    const count = (state) => states.filter((one) => one === state).length;
    const said = (state) => (count(state) ? t(`int.lede.${state}`, { count: count(state) }) : '');
    const brought = t('int.lede.providers', { count: bundles.reduce((sum, bundle) => sum + bundle.providers.length, 0) });
    return [t('int.lede', { count: bundles.length, brought }), said('trouble'), said('quarantined'), said('waiting'), t('int.lede.restart')]
      .filter(Boolean).join(' ');
  }

  /** The policy in force, in words; a banner where it keeps everything out. */
  trust() {
    const { policy, accepting } = this.here.policy;
    if (accepting) {
      return html`<p class="policy">${icon(policy === 'open' ? 'noseal' : 'seal')}<span><b>${t(`int.policy.${policy}`)}</b> ${t(`int.policy.${policy}.what`)}</span></p>`;
    }
    return html`<section class="banner" aria-labelledby="policy-h">${icon('jack-reconnect')}<div><h2 id="policy-h">${t('int.policy.closed')}</h2>
      <p>${t(`int.policy.${policy}.closed`)}</p><p>${t('int.policy.stays')}</p></div></section>`;
  }

  bundles() {
    const shown = this.shown();
    return html`<section class="panel bundles" aria-labelledby="bundles-h">
      <div class="strip"><h2 id="bundles-h" tabindex="-1">${t('int.bundles')}</h2></div>
      <div class="filters"><label class="search"><span class="vh">${t('int.bundles.search')}</span>${icon('search')}
          <input type="search" placeholder=${t('int.bundles.search.hint')} .value=${this.filter.q}
            @input=${(event) => this.narrow({ q: event.target.value })}><kbd aria-hidden="true">/</kbd></label>
        ${this.select('state', STATES)}${this.select('trust', TRUSTS)}
        <span class="vh" role="status">${t('int.bundles.shown', { count: shown.length })}</span></div>
      ${shown.length ? html`<pb-bundle-table .bundles=${shown} .here=${this.here} .names=${this.names}
          @deed=${(event) => this.deed(event.detail)}></pb-bundle-table>`
        : html`<div class="empty"><p>${t('int.bundles.nothing')}</p><button class="btn" type="button"
            @click=${() => this.narrow({ q: '', state: null, trust: null })}>${t('int.bundles.all')}</button></div>`}</section>`;
  }

  select(name, values) {
    return html`<label><span class="vh">${t(`int.column.${name}`)}</span><select @change=${(event) => this.narrow({ [name]: event.target.value || null })}>
      <option value="" ?selected=${!this.filter[name]}>${t(`int.${name}.any`)}</option>
      ${values.map((value) => html`<option value=${value} ?selected=${value === this.filter[name]}>${t(`int.${name}.${value}`)}</option>`)}</select></label>`;
  }

  features() {
    const { features } = this.here;
    return features.length ? html`<section class="panel" aria-labelledby="features-h">
      <div class="strip"><h2 id="features-h">${t('int.features')}</h2><span class="muted push">${t('int.features.what')}</span></div>
      <ul class="features">${features.map((feature) => this.feature(feature))}</ul></section>` : nothing;
  }

  feature(feature) {
    const libraries = feature.bundles.filter((one) => one.library).length;
    return html`<li><div><b>${feature.name || feature.id}</b> <span class="num muted">${feature.version}</span>
        <span class="sub code">${feature.id}</span></div>
      <p>${t('int.features.bundles', { count: feature.bundles.length - libraries })}${libraries ? `, ${t('int.features.libraries', { count: libraries })}` : ''}
        <span class="muted">· ${parts('int.features.since', { when: time(feature.installedAt) })}</span></p>
      <button class="btn btn-s" type="button" aria-label=${t('int.remove.do', { name: feature.name || feature.id })}
        @click=${() => this.removeFeature(feature)}>${t('int.menu.remove')}</button></li>`;
  }
}
define('pb-integrations', Integrations);
