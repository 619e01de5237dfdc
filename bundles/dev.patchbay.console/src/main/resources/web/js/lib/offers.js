/* What somebody wants to install: a file, a text, or a place where it lies; and how that is sent. */
import { get, Problem, query, send, upload } from './api.js';
import { updatePath } from './bundles.js';
import { t } from './texts.js';

const JAR = 'application/java-archive';
const ZIP = 'application/zip';
const JSON_TYPE = 'application/json';
const DECLARATION = 'application/vnd.patchbay.connection+json';

const FEATURES = 'api/v1/admin/features';

/* the mark of an OSGi Feature, which a connection that is declared has not */
const FEATURE = 'feature-resource-version';

const sent = (name, what, body, type) => ({ name, what, body, type });

/** A fault that is seen before anything is sent. */
const refuse = (field, code, message) => new Problem(422, {
  title: t('int.offer.not-sent'), detail: t('int.offer.nothing-changed'), errors: [{ field, code, message }],
});

/**
 * A JSON text: a feature, else a declared connection.
 *
 * @throws Problem where it is no JSON object
 */
export function ofText(text, name) {
  let json;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw refuse('text', 'not-json', t('int.offer.not-json', { why: error.message }));
  }
  if (json === null || typeof json !== 'object' || Array.isArray(json)) {
    throw refuse('text', 'not-json', t('int.offer.no-object'));
  }
  return FEATURE in json
    ? sent(json.name ?? name, 'features', new Blob([text]), JSON_TYPE)
    : sent(json.label ?? name, 'bundles', new Blob([text]), DECLARATION);
}

/**
 * A file: a jar is a bundle, an archive a feature, JSON says itself what it is.
 *
 * @throws Problem where it is none of these
 */
export async function ofFile(file) {
  const name = file.name.toLowerCase();
  if (name.endsWith('.jar')) {
    return sent(file.name, 'bundles', file, JAR);
  }
  if (name.endsWith('.zip')) {
    return sent(file.name, 'features', file, ZIP);
  }
  if (name.endsWith('.json')) {
    return ofText(await file.text(), file.name);
  }
  throw refuse('file', 'file-kind', t('int.offer.kind'));
}

/** What lies somewhere: `from` is `{ url }` or `{ coordinates }`, with or without `sha256`; `what` is `bundles` or `features`. */
export const ofPlace = (from, what) => ({ name: from.url ?? from.coordinates, what, from });

async function deliver(method, path, offer, { onSent, signal }) {
  if (offer.from) {
    return (await send(method, path, { body: offer.from, signal })).data;
  }
  return (await upload(method, path, { body: offer.body, type: offer.type, onSent, signal })).data;
}

/** Installs a bundle. */
export const install = (offer, how) => deliver('POST', 'api/v1/admin/bundles', offer, how);

/** Installs a feature, or puts it in place of the one that is here. */
export const installFeature = (offer, approve, how) => deliver('POST', query(FEATURES, approve ? { approve } : {}), offer, how);

/** What a feature would do. */
export const forecastFeature = (offer, how) => deliver('POST', query(FEATURES, { dryRun: true }), offer, how);

/** What it would do in place of an installed bundle. */
export const forecast = (offer, bundle, how) => deliver('PUT', updatePath(bundle, { dryRun: true }), offer, how);

/** Puts it in place of an installed bundle. */
export const update = (offer, bundle, approve, how) => deliver('PUT', updatePath(bundle, approve ? { approve } : {}), offer, how);

/** The installed bundle that a refusal is about, where it was refused because it is here already; else null. */
export async function alreadyHere(problem) {
  if (problem.status !== 409 || problem.type !== 'conflict') {
    return null;
  }
  const words = new Set(problem.detail.split(/\s+/));
  const { items } = await get('api/v1/admin/bundles');
  return items.find((one) => words.has(one.symbolicName) && one.origin === 'installed') ?? null;
}
