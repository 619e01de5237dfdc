/* The providers that are here: asked once a visit, and anew after an install. */
import { get } from './api.js';

let listing = null;
const details = new Map();

/** Every provider of the catalogue, by id. */
export function providers() {
  listing ??= get('api/v1/providers').then(({ items }) => new Map(items.map((one) => [one.id, one])));
  listing.catch(() => {
    listing = null;
  });
  return listing;
}

/** One provider with its definition; null where there is none. */
export function provider(id) {
  if (!details.has(id)) {
    const asked = get(`api/v1/providers/${encodeURIComponent(id)}`);
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
