/* Changing a stored connection: always of the version that was seen, so that nobody's change is lost without a word. */
import { get, send } from './api.js';

const TRIES = 3;
const CHANGES = ['connection.edit', 'connection.connect', 'connection.reconnect', 'connection.migrate', 'connection.rollback'];

const path = (id, rest = '') => `api/v1/connections/${encodeURIComponent(id)}${rest}`;

/** A connection with its version: `{ connection, etag }`. */
export async function fetchConnection(id) {
  const { data, etag } = await send('GET', path(id));
  return { connection: data, etag };
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The names of what a person may have changed since: fields, and `label`. A replaced secret is known from the timeline only. */
async function changes(seen, now) {
  const names = new Set([...Object.keys(seen.values), ...Object.keys(now.values)]
    .filter((name) => !same(seen.values[name], now.values[name])));
  if (seen.label !== now.label) {
    names.add('label');
  }
  const { items } = await get(path(seen.id, '/events?limit=50'));
  items.filter((event) => CHANGES.includes(event.type) && event.at > seen.updatedAt)
    .flatMap((event) => (event.detail.fields ?? '').split(' ')).filter(Boolean)
    .forEach((name) => names.add(name));
  return [...names];
}

/**
 * Saves an edit. A test or a fresh token also makes a newer version: then it is saved on top of that without asking. Gives
 * `{ connection, etag }`.
 *
 * @throws Problem; one with status 412 has `now`, `{ connection, etag }`, and `changed`, the names of what somebody changed
 */
export async function saveEdit(seen, etag, body, tries = TRIES) {
  try {
    const { data, etag: next } = await send('PATCH', path(seen.id), { body, headers: { 'If-Match': etag } });
    return { connection: data, etag: next };
  } catch (problem) {
    if (problem.status !== 412) {
      throw problem;
    }
    problem.now = await fetchConnection(seen.id);
    problem.changed = await changes(seen, problem.now.connection);
    if (problem.changed.length || tries <= 1) {
      throw problem;
    }
    return saveEdit(problem.now.connection, problem.now.etag, body, tries - 1);
  }
}

/** A deleted connection that can still be taken back, or null. */
export async function findDeleted(id) {
  let cursor = null;
  for (let page = 0; page < 4; page += 1) {
    const found = await get(`api/v1/connections?deleted=true&limit=500${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
    const one = found.items.find((item) => item.id === id);
    if (one || !found.next) {
      return one ?? null;
    }
    cursor = found.next;
  }
  return null;
}
