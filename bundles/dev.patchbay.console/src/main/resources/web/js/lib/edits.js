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

/** The names of what a person changed since: fields, and `label`. A replaced secret is known from the timeline only. */
function changes(seen, now, events) {
  const values = [...Object.keys(seen.connection.values), ...Object.keys(now.values)]
    .filter((name) => !same(seen.connection.values[name], now.values[name]));
  const label = seen.connection.label === now.label ? [] : ['label'];
  const edited = events.filter((event) => CHANGES.includes(event.type) && event.at > (seen.since ?? seen.connection.updatedAt))
    .flatMap((event) => (event.detail.fields ?? '').split(' ').filter(Boolean));
  return [...new Set([...label, ...values, ...edited])];
}

/**
 * Saves an edit of what was `seen`: `{ connection, etag, since }`, the last being the time of the newest entry of its timeline
 * then. A test or a fresh token also makes a newer version: then it is saved on top of that without asking, and so it is
 * where nothing changed that `concerns(name)`. Gives `{ connection, etag }`.
 *
 * @throws Problem; one with status 412 has `now`, like `seen`, and `changed`, the names of what somebody changed
 */
export async function saveEdit(seen, body, { concerns = () => true, tries = TRIES } = {}) {
  try {
    const { data, etag } = await send('PATCH', path(seen.connection.id), { body, headers: { 'If-Match': seen.etag } });
    return { connection: data, etag };
  } catch (problem) {
    if (problem.status !== 412) {
      throw problem;
    }
    const { id } = seen.connection;
    const { items } = await get(path(id, '/events?limit=50'));
    const now = { ...await fetchConnection(id), since: items[0]?.at ?? null };
    const changed = changes(seen, now.connection, items).filter(concerns);
    if (changed.length || tries <= 1) {
      throw Object.assign(problem, { now, changed });
    }
    return saveEdit(now, body, { concerns, tries: tries - 1 });
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
