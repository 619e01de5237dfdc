/* The providers that are here: asked once a visit, and anew after an install. */
import { get } from './api.js';
import { translated } from './texts.js';

let listing = null;
const details = new Map();

/* what a list shows of a provider, in the language in use; its definition is put into it where a page needs the whole of it */
function inWords(one) {
  const words = one.translations ?? one.definition?.translations;
  const methods = one.methods.map((method) => ({ ...method, label: translated(words, `methods.${method.id}.label`, method.label) }));
  return { ...one, methods, label: translated(words, 'label', one.label), description: translated(words, 'description', one.description) };
}

/** Every provider of the catalogue, by id. */
export function providers() {
  listing ??= get('api/v1/providers').then(({ items }) => new Map(items.map((one) => [one.id, inWords(one)])));
  listing.catch(() => {
    listing = null;
  });
  return listing;
}

/** One provider with its definition; null where there is none. */
export function provider(id) {
  if (!details.has(id)) {
    const asked = get(`api/v1/providers/${encodeURIComponent(id)}`).then(inWords);
    details.set(id, asked);
    asked.catch(() => details.delete(id));
  }
  return details.get(id);
}

/** Forgets what is known, since bundles came or went. */
export function forgetProviders() {
  listing = null;
  details.clear();
}
