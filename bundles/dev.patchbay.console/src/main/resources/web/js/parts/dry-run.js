/* What an update would do, before it does anything: its checks as a run, then what restarts and what is new. */
import { html, nothing } from '../../vendor/lit-html.js';
import { icon } from '../lib/icons.js';
import { link } from '../lib/router.js';
import { parts, t } from '../lib/texts.js';
import { said } from './trouble.js';

const codes = (names) => names.map((name, i) => html`${i ? ', ' : ''}<code>${name}</code>`);

const step = (mark, name, why) => html`<li class="is-${mark}">${icon(`mark-${mark}`)}
  <div class="run-line"><span class="run-name">${name}</span><span class="run-mark">${t(`mark.${mark.toUpperCase()}`)}</span></div>
  ${why ? html`<div class="run-why">${why}</div>` : nothing}</li>`;

/** Everything new that secrets would be sent to or stand for. */
export const added = (forecast) =>
  forecast.providers.flatMap((one) => [...one.addedHosts, ...one.addedEndpoints, ...one.addedScopes]);

const sum = (forecast, of) => forecast.providers.reduce((total, one) => total + of(one), 0);

/** Yellow tags of what is new. */
export const newTags = (names) => [...new Set(names)].map((name) =>
  html`<span class="tag is-new">${icon('plus')}${t('int.tag.new', { name })}</span>`);

function definitions({ providers, addedProviders, removedProviders }) {
  const kept = providers.map((one) => one.provider).filter((id) => !addedProviders.includes(id));
  return html`${kept.length ? html`<p>${parts('int.dry.providers', { names: codes(kept) })}</p>` : nothing}
    ${addedProviders.length ? html`<p>${parts('int.dry.providers.new', { names: codes(addedProviders) })}</p>` : nothing}
    ${removedProviders.length ? html`<p>${parts('int.dry.providers.gone', { names: codes(removedProviders) })}</p>` : nothing}`;
}

const unfit = (one) => html`<li><a href=${link('connection', one.connection)}>${one.label}</a>:
  ${one.errors.map((error) => html` <code>${error.field.replace(/^values\./, '')}</code> ${said(error.message)}`)}</li>`;

/** What becomes of the connections that are stored. */
function follow(forecast, lost) {
  const moved = forecast.providers.filter((one) => one.connections);
  const failing = forecast.providers.filter((one) => one.unfit);
  const missing = forecast.providers.filter((one) => one.missingMethods.length);
  const bad = failing.length || missing.length || lost;
  const why = html`
    ${moved.map((one) => html`<p>${parts('int.dry.moved', {
      name: html`<code>${one.provider}</code>`, count: t('int.connections.count', { count: one.connections }), from: one.fromVersion, to: one.toVersion,
    })}${one.changedFields.length ? html` ${parts('int.dry.fields', { fields: codes(one.changedFields) })}` : nothing}</p>`)}
    ${moved.length ? html`<p>${t('int.dry.kept')}</p>` : nothing}
    ${failing.map((one) => html`<p>${t('int.dry.unfit', { count: one.unfit })}</p><ul class="reasons">${one.firstUnfit.map(unfit)}
      ${one.unfit > one.firstUnfit.length ? html`<li>${t('int.dry.unfit.more', { count: one.unfit - one.firstUnfit.length })}</li>` : nothing}</ul>`)}
    ${missing.map((one) => html`<p>${parts('int.dry.methods', { name: html`<code>${one.provider}</code>`, methods: codes(one.missingMethods) })}</p>`)}
    ${lost ? html`<p>${t('int.dry.lost', { count: lost })}</p>` : nothing}
    ${moved.length || bad ? nothing : html`<p>${t('int.dry.unmoved')}</p>`}`;
  return step(bad ? 'failed' : 'passed', t('int.dry.follow'), why);
}

/** A value as the API shows it; a secret only says that it is set. */
const value = (what) => {
  if (what === undefined || what === null) {
    return html`<span class="muted">${t('int.dry.nothing')}</span>`;
  }
  return what.set === true
    ? html`<span class="mask">${icon('lock')}<span class="dots" aria-hidden="true">••••••••</span><span class="vh">${t('int.dry.secret')}</span></span>`
    : html`<code>${typeof what === 'object' ? JSON.stringify(what) : String(what)}</code>`;
};

const example = ({ label, before, after }) => {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return html`<details><summary>${t('int.dry.example', { name: label })}</summary>
    <table class="compare"><thead><tr><th scope="col">${t('int.dry.field')}</th><th scope="col">${t('int.dry.before')}</th><th scope="col">${t('int.dry.after')}</th></tr></thead>
      <tbody>${fields.map((name) => html`<tr><th scope="row"><code>${name}</code></th>
        <td>${value(before[name])}</td><td>${value(after[name])}</td></tr>`)}</tbody></table></details>`;
};

const fact = (name, what) => html`<dt>${name}</dt><dd>${what}</dd><dd class="do"></dd>`;

function facts(forecast, self, paused) {
  const others = forecast.refreshed.filter((name) => name !== forecast.symbolicName);
  const fresh = (key, name) => {
    const names = forecast.providers.flatMap((one) => one[key]);
    return names.length ? fact(t(name), newTags(names)) : nothing;
  };
  return html`<dl class="facts">
    ${fact(t('int.dry.restarts'), others.length ? html`<span>${t('int.dry.restarts.others', { name: self, count: others.length })} ${codes(others)}</span>`
      : t('int.dry.restarts.alone', { name: self }))}
    ${fresh('addedHosts', 'int.dry.hosts')}${fresh('addedEndpoints', 'int.dry.endpoints')}${fresh('addedScopes', 'int.dry.scopes')}
    ${added(forecast).length ? nothing : fact(t('int.dry.hosts'), t('int.dry.hosts.same'))}
    ${fact(t('int.dry.pause'), paused ? t('int.dry.pause.some', { count: paused }) : t('int.dry.pause.none'))}
  </dl>`;
}

/* from which version, if there is one, and that nothing is done yet */
const head = ({ fromVersion, toVersion }) => html`<p class="muted">${!fromVersion ? nothing
  : fromVersion === toVersion ? t('int.dry.same', { version: toVersion }) : t('int.dry.from', { version: fromVersion })} ${t('int.dry.only')}</p>`;

const body = (forecast, { self, paused, lost }) => html`
  <ol class="run">
    ${step('passed', t('int.dry.file'), t('int.dry.file.why'))}
    ${step('passed', t('int.dry.resolves'), t('int.dry.resolves.why'))}
    ${step('passed', t('int.dry.definition'), definitions(forecast))}
    ${follow(forecast, lost)}
  </ol>
  ${forecast.providers.filter((one) => one.example).map((one) => example(one.example))}
  ${facts(forecast, self, paused)}
  ${added(forecast).length ? html`<p>${t('int.dry.grant')}${sum(forecast, (one) => one.addedScopes.length) ? ` ${t('int.dry.grant.scopes')}` : ''}</p>` : nothing}`;

/**
 * The report of a dry run.
 *
 * @param about `{ self, paused, lost }`: what people call the bundle, how many connections it has, and how many of them become
 *   unavailable, since their provider goes
 */
export const dryRun = (forecast, about) => html`${head(forecast)}${body(forecast, about)}`;

const members = (bundles) => bundles.map(({ symbolicName, version }, i) => html`${i ? ', ' : ''}<code>${symbolicName} ${version}</code>`);

/**
 * The report of a dry run of a feature.
 *
 * @param about gives for an update what `dryRun` is given of its bundle
 * @param lost how many connections become unavailable with the bundles that go
 */
export const featureDryRun = (forecast, { about, lost }) => html`
  ${head(forecast)}<p>${t('int.replace.all')}</p>
  ${forecast.updated.map((update) => html`<h3>${t('int.update.of', { name: about(update).self, from: update.fromVersion, version: update.toVersion })}</h3>
    ${body(update, about(update))}`)}
  <dl class="facts">
    ${forecast.added.length ? fact(t('int.replace.comes'), members(forecast.added)) : nothing}
    ${forecast.removed.length ? fact(t('int.replace.goes'), html`<span>${members(forecast.removed)}</span>`) : nothing}
    ${forecast.added.length || forecast.removed.length ? nothing : fact(t('int.replace.others'), t('int.replace.others.stay'))}
  </dl>
  ${lost ? html`<p>${t('int.dry.lost', { count: lost })}</p>` : nothing}`;

/** What can be chosen beneath that; the values are `old`, `approve` and `go`. */
export function featureChoices(forecast) {
  const name = { name: forecast.name };
  const go = forecast.fromVersion ? t('int.replace.do', name) : t('int.feature.do', name);
  return [
    { label: t('cancel'), first: true },
    ...(forecast.updated.some((update) => added(update).length)
      ? [{ label: t('int.update.old'), value: 'old' }, { label: t('int.replace.approve', name), kind: 'go', value: 'approve' }]
      : [{ label: go, kind: 'go', value: 'go' }]),
  ];
}

/** What can be chosen beneath it; the values are `old`, `approve` and `update`. */
export function choices(forecast) {
  const to = { version: forecast.toVersion };
  const wider = added(forecast).length > 0;
  return [
    { label: t('cancel'), first: true },
    ...(wider
      ? [{ label: t('int.update.old', to), value: 'old' }, { label: t('int.update.approve', to), kind: 'go', value: 'approve' }]
      : [{ label: t('int.update.do', to), kind: 'go', value: 'update' }]),
  ];
}
