/* What is known of bundles, and what is done with them; each deed says first what it comes to. */
import { get, query, send } from './api.js';
import { html, nothing } from './element.js';
import { ask, say } from './notices.js';
import { said, sentence } from './problems.js';
import { providers } from './providers.js';
import { parts, t } from './texts.js';
import { time } from './times.js';

const LOOKS = 40;
const LOOK_EVERY = 250;

const bundlePath = (name, rest = '') => `api/v1/admin/bundles/${encodeURIComponent(name)}${rest}`;
const featurePath = (id) => `api/v1/admin/features/${encodeURIComponent(id)}`;

/** What people call a bundle: the names of what it brings, else its symbolic name. */
export function labelOf(bundle, names) {
  const labels = bundle.providers.map((id) => names.get(id)?.label).filter(Boolean);
  if (!labels.length) {
    return bundle.symbolicName;
  }
  return labels.length < 3 ? labels.join(', ') : `${labels.slice(0, 2).join(', ')} +${labels.length - 2}`;
}

/** How many connections these providers have, all accounts together. */
export const connectionsOf = (providers, counts) => providers.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0);

/** One of: running, waiting, quarantined, trouble, starting, stopped; with what decides about it. */
export function stateOf(bundle, health, approvals) {
  if (bundle.problem) {
    return 'trouble';
  }
  if (bundle.providers.some((id) => health.get(id)?.quarantine)) {
    return 'quarantined';
  }
  if (bundle.state !== 'ACTIVE') {
    return bundle.state === 'STARTING' ? 'starting' : 'stopped';
  }
  return bundle.providers.some((id) => approvals.has(id)) ? 'waiting' : 'running';
}

/** Whether anybody vouches for it, in one of the words of the filter. */
export const TRUSTS = ['built-in', 'shipped', 'signed', 'digest', 'open'];

/** Everything the page shows, all or nothing: what an operator is told of consequences must not lack a part. */
export async function loadAll() {
  const [list, features, available, health, approvals, summary, names] = await Promise.all([
    get('api/v1/admin/bundles'), get('api/v1/admin/features'), get('api/v1/admin/available'),
    get('api/v1/admin/providers'), get('api/v1/admin/approvals'), get('api/v1/connections/summary'), providers(),
  ]);
  return {
    names,
    bundles: list.items,
    policy: list.trust,
    features: features.items,
    /* a bundle without a label of its own gives its symbolic name, which may be that of two apps */
    available: available.items.map((app) => (app.label === app.symbolicName ? { ...app, label: app.id } : app)),
    health: new Map(health.items.map((one) => [one.provider, one])),
    lost: health.lostThreads,
    approvals: new Map(approvals.items.map((one) => [one.provider, one])),
    counts: new Map(summary.byProvider.map((one) => [one.provider, one.count])),
  };
}

/** Does it; where it fails, says why in a dialog. Gives what was answered, or undefined. */
async function attempt(work) {
  try {
    return await work();
  } catch (problem) {
    if (problem.status !== 401) {
      await ask({
        title: t('int.failed'),
        body: html`<p>${sentence(problem)}</p>${problem.errors?.length
          ? html`<ul class="reasons">${problem.errors.map((one) => html`<li>${said(one.message)}</li>`)}</ul>` : nothing}
          ${problem.type ? html`<p class="muted"><code>${problem.type}</code></p>` : nothing}`,
        actions: [{ label: t('close'), first: true }],
      });
    }
    return undefined;
  }
}

const confirm = (title, body, action) =>
  ask({ title, body, actions: [{ label: t('cancel'), first: true }, { ...action, value: 'do' }] }).then((answer) => answer === 'do');

/** Puts the former version back. Gives whether it was. */
export async function goBack(bundle, label, count) {
  const { version, until } = bundle.rollback;
  const sure = await confirm(t('int.back.title', { name: label, version }),
    html`<p>${t('int.back.connections', { count })}</p><p>${t('int.back.values', { version })}</p>
      <p class="muted">${t('int.back.then', { now: bundle.version })} ${parts('int.back.until', { until: time(until) })}</p>`,
    { label: t('int.back.do', { version }), kind: 'go' });
  const done = sure && (await attempt(() => send('POST', bundlePath(bundle.symbolicName, '/rollback'))));
  if (done) {
    say(t('int.back.done', { name: label, version: done.data.version }));
  }
  return Boolean(done);
}

/** Ends the way back. Gives whether it is ended. */
export async function closeBack(bundle, label, count) {
  const { version, until } = bundle.rollback;
  const sure = await confirm(t('int.shut.title', { name: label, version }),
    html`<p>${t('int.shut.what', { version })} ${t('int.shut.values', { count })}</p>
      <p class="muted">${parts('int.shut.else', { until: time(until) })}</p>`,
    { label: t('int.shut.do'), kind: 'destroy' });
  const done = sure && (await attempt(() => send('POST', bundlePath(bundle.symbolicName, '/close-rollback'))));
  if (done) {
    say(t('int.shut.done', { name: label }));
  }
  return Boolean(done);
}

const gone = (count) => html`<p>${count ? t('int.remove.used', { count }) : t('int.remove.unused')}</p>`;

/** Whether the host has the file itself, so that a removal can be taken back. */
const isShipped = (bundle) => bundle?.trust === 'shipped';

/** Takes a removal back, and draws anew. */
const putBack = (path, name, label, then) => async () => {
  if (await attempt(() => send('POST', path, { body: { name } }))) {
    say(t('int.remove.undone', { name: label }));
    then();
  }
};

/** Removes a bundle; `then` is called after each change. */
export async function removeBundle(bundle, label, count, then) {
  const name = bundle.symbolicName;
  const sure = await confirm(t('int.remove.title', { name: label }),
    html`${gone(count)}<p class="muted">${isShipped(bundle) ? t('int.remove.shipped') : t('int.remove.uploaded')}</p>`,
    { label: t('int.remove.do', { name: label }), kind: 'destroy' });
  if (sure && (await attempt(() => send('DELETE', bundlePath(name))))) {
    say(t('int.remove.done', { name: label }), isShipped(bundle) ? { undo: putBack('api/v1/admin/bundles', name, label, then) } : {});
    then();
  }
}

/** The features of a whole category, which the host has by name. */
const OF_PATCHBAY = /^dev\.patchbay:apps-/;

/** Removes a feature with the bundles that no other has. `own` are those bundles. */
export async function removeFeature(feature, own, count, then) {
  const sure = await confirm(t('int.remove.title', { name: feature.name }),
    html`<p>${t('int.remove.feature', { count: own.length })}</p>${gone(count)}
      <p class="muted">${own.every(isShipped) ? t('int.remove.shipped') : t('int.remove.uploaded')}</p>`,
    { label: t('int.remove.do', { name: feature.name }), kind: 'destroy' });
  if (sure && (await attempt(() => send('DELETE', featurePath(feature.id))))) {
    const shipped = OF_PATCHBAY.test(feature.id) && own.every(isShipped);
    const undo = putBack('api/v1/admin/features', feature.id.split(':')[1], feature.name, then);
    say(t('int.remove.done', { name: feature.name }), shipped ? { undo } : {});
    then();
  }
}

/** Lets calls to a quarantined provider in again. */
export async function release(provider, label) {
  const done = await attempt(() => send('POST', `api/v1/admin/providers/${encodeURIComponent(provider)}/release`));
  if (done) {
    say(t('int.release.done', { name: label }));
  }
  return Boolean(done);
}

/**
 * Waits until the connections of providers that were approved have what was approved: the host follows in the background. With
 * a great many connections that takes longer than anybody looks.
 */
export async function followed(providers) {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const { items } = await get('api/v1/admin/approvals').catch(() => ({ items: [] }));
    if (!items.some((one) => providers.includes(one.provider) && one.connections > 0)) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}

/** Lets a provider's connections reach what its present version wants. */
export async function approve(provider, label) {
  const done = await attempt(() => send('POST', `api/v1/admin/approvals/${encodeURIComponent(provider)}`));
  if (done) {
    const { connections, reconnect } = done.data;
    await followed([provider]);
    say(`${t('int.approve.done', { name: label, count: connections })}${reconnect ? ` ${t('int.approve.reconnect', { count: reconnect })}` : ''}`);
  }
  return Boolean(done);
}

/** Installs what the host has by itself; gives what was installed. */
export const installByName = (what, name) => attempt(() => send('POST', `api/v1/admin/${what}`, { body: { name } }));

/** Removes again what was just installed from the catalogue. */
export const takeBack = (path, label, then) => async () => {
  if (await attempt(() => send('DELETE', path))) {
    say(t('int.remove.done', { name: label }));
    then();
  }
};

/** Where a bundle or feature has its page in the API. */
export const pathOf = (what, one) => (what === 'features' ? featurePath(one.id) : bundlePath(one.symbolicName));

/** The path of an update; with `dryRun` nothing changes. */
export const updatePath = (name, parameters = {}) => query(bundlePath(name), parameters);
