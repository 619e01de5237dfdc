/* The bundles that are here, one row each; below a row what of it needs a hand. */
import { connectionsOf, labelOf, stateOf } from '../lib/bundles.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { link } from '../lib/router.js';
import { t } from '../lib/texts.js';
import { approvalOf, problemOf, quarantineOf } from './bundle-trouble.js';
import { tile } from './marks.js';
import './menu.js';

const JACKS = {
  running: 'ready', waiting: 'ready', starting: 'pending', stopped: 'unavailable', trouble: 'failing', quarantined: 'failing',
};
const SHOWN = 3;

const stateSign = (state) => html`<span class="status is-${JACKS[state]}">${icon(`jack-${JACKS[state]}`)}${t(`int.state.${state}`)}</span>`;

const trustSign = ({ trust, signer }) => html`<span class="mark">${icon(trust === 'open' ? 'noseal' : 'seal')}${t(`int.trust.${trust}`)}</span>
  ${trust === 'signed' && signer ? html`<span class="sub code" title=${signer}>${signer.slice(0, 19)}…</span>` : nothing}`;

/** Tells `deed` with `{ name, bundle, provider? }`. `here` is what the page has loaded. */
export class BundleTable extends Part {
  static properties = { bundles: { attribute: false }, here: { attribute: false }, names: { attribute: false } };

  constructor() {
    super();
    this.bundles = [];
    this.here = null;
    this.names = new Map();
  }

  deed(name, bundle, provider = null) {
    return () => this.tell('deed', { name, bundle, provider });
  }

  /** What can be done with it; the host's own is as it is. */
  deeds(bundle) {
    if (bundle.origin === 'start-set') {
      return {};
    }
    return {
      update: this.deed('update', bundle),
      ...(bundle.rollback ? { goBack: this.deed('back', bundle), shut: this.deed('shut', bundle) } : {}),
      remove: this.deed(bundle.features?.length ? 'remove-feature' : 'remove', bundle),
    };
  }

  menu(bundle, label) {
    const deeds = this.deeds(bundle);
    const items = [
      deeds.update ? { label: t('int.update.file'), act: deeds.update } : null,
      deeds.goBack ? { label: t('int.menu.back', { version: bundle.rollback.version }), act: deeds.goBack } : null,
      deeds.shut ? { label: t('int.menu.shut'), act: deeds.shut } : null,
      bundle.digest ? { label: t('int.menu.digest'), act: this.deed('digest', bundle) } : null,
      deeds.remove ? { label: bundle.features?.length ? t('int.menu.remove.feature') : t('int.menu.remove'), act: deeds.remove, danger: true } : null,
    ].filter(Boolean);
    return items.length ? html`<pb-menu .label=${t('more', { name: label })} .items=${items}></pb-menu>` : nothing;
  }

  used(bundle, state, count) {
    const words = t('int.connections.count', { count });
    if (!count) {
      return html`<span class="muted">${t('int.used.none')}</span>`;
    }
    const target = bundle.providers.length === 1 ? link('connections', { provider: bundle.providers[0] }) : null;
    const stands = state === 'running' || state === 'waiting';
    return html`${target ? html`<a href=${target}>${words}</a>` : words}${stands ? nothing : `, ${t('int.used.waiting')}`}`;
  }

  providers(bundle) {
    const shown = bundle.providers.slice(0, SHOWN);
    const rest = bundle.providers.slice(SHOWN);
    return html`<span class="tags">${shown.map((id) => html`<span class="tag">${id}</span>`)}
      ${rest.length ? html`<span class="tag" title=${rest.join(', ')}>+${rest.length}<span class="vh"> ${rest.join(', ')}</span></span>` : nothing}</span>`;
  }

  troubles(bundle, label) {
    const { health, approvals, lost } = this.here;
    const name = (id) => this.names.get(id)?.label ?? id;
    return [
      ...(bundle.problem ? [problemOf(bundle, label, this.deeds(bundle))] : []),
      ...bundle.providers.filter((id) => health.get(id)?.quarantine)
        .map((id) => quarantineOf(health.get(id), name(id), lost, this.deed('release', bundle, id))),
      ...bundle.providers.filter((id) => approvals.has(id))
        .map((id) => approvalOf(approvals.get(id), name(id), this.deed('approve', bundle, id))),
    ];
  }

  row(bundle) {
    const label = labelOf(bundle, this.names);
    const state = stateOf(bundle, this.here.health, this.here.approvals);
    const troubles = this.troubles(bundle, label);
    const count = connectionsOf(bundle.providers, this.here.counts);
    const first = bundle.providers[0] ?? bundle.symbolicName;
    const migrating = bundle.providers.reduce((sum, id) => sum + (this.here.health.get(id)?.toMigrate ?? 0), 0);
    return html`<tr role="row" class=${troubles.length ? 'has-trouble' : ''}>
      <th role="rowheader" scope="row" class="c-name"><span class="who">${tile(this.names.get(first) ?? { id: first, label })}
        <span><b>${label}</b><span class="sub code">${bundle.symbolicName}</span></span></span></th>
      <td role="cell" class="num c-version">${bundle.version}</td>
      <td role="cell" class="c-status">${stateSign(state)}${migrating
        ? html`<span class="why">${t('int.migrating', { count: migrating })}</span>` : nothing}</td>
      <td role="cell" class="c-trust">${trustSign(bundle)}</td>
      <td role="cell" class="c-prov">${this.providers(bundle)}</td>
      <td role="cell" class="c-uses" data-label=${count ? t('int.column.used') : nothing}>${this.used(bundle, state, count)}</td>
      <td role="cell" class="c-more">${this.menu(bundle, label)}</td></tr>
      ${troubles.length ? html`<tr role="row" class="trouble"><td role="cell" colspan="7">${troubles}</td></tr>` : nothing}`;
  }

  template() {
    const columns = ['integration', 'version', 'state', 'trust', 'providers', 'used'];
    return html`<table role="table" class="cards no-pick"><caption class="vh">${t('int.bundles.caption')}</caption>
      <thead role="rowgroup"><tr role="row">${columns.map((name) => html`<th role="columnheader" scope="col">${t(`int.column.${name}`)}</th>`)}
        <th role="columnheader" scope="col" class="c-more"><span class="vh">${t('int.column.more')}</span></th></tr></thead>
      <tbody role="rowgroup">${this.bundles.map((bundle) => this.row(bundle))}</tbody></table>`;
  }
}
define('pb-bundle-table', BundleTable);
