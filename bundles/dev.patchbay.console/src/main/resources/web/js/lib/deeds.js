/* What can be done with connections, the same from the list and from a connection's own page. */
import { Problem, send } from './api.js';
import { html } from './element.js';
import { ask, say } from './notices.js';
import { t } from './texts.js';
import { sentence } from './problems.js';

const path = (id, rest = '') => `api/v1/connections/${encodeURIComponent(id)}${rest}`;

/** A link by which a person connects this one again; it keeps its id, its name and its steps. */
export const reconnectLink = async (id) => (await send('POST', path(id, '/reconnect'))).data;

/** Tests a saved connection; gives the report. */
export const test = async (id) => (await send('POST', path(id, '/test'))).data;

/** Puts text on the clipboard and says so; where the browser has none to give, shows it to be copied by hand. */
export async function copy(text, what = t('copied')) {
  try {
    await navigator.clipboard.writeText(text);
    say(what);
  } catch {
    await ask({
      title: t('copy'),
      body: html`<input class="code" readonly aria-label=${t('copy')} .value=${text} @focus=${(event) => event.target.select()}>`,
      actions: [{ label: t('close'), first: true }],
    });
  }
}

/** Saves text as a file of the reader's. */
export function download(name, text, type = 'application/json') {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

async function restore(connections, then) {
  for (const one of connections) {
    await send('POST', path(one.id, '/restore'));
  }
  say(t('restored', { count: connections.length }));
  then?.();
}

/**
 * Asks, deletes, and offers to take it back. Gives whether anything was deleted; `then` is called after each change.
 * Connections carry `uses`, the number of steps that use them.
 */
export async function remove(connections, then) {
  const uses = connections.reduce((sum, one) => sum + (one.uses ?? 0), 0);
  const [first] = connections;
  const answer = await ask({
    title: connections.length === 1 ? t('delete.title', { name: first.label }) : t('delete.title.many', { count: connections.length }),
    body: html`<p>${uses ? t('delete.used', { count: uses }) : t('delete.unused')}</p><p class="muted">${t('delete.grace')}</p>`,
    actions: [{ label: t('keep'), first: true }, { label: t('delete.do', { count: connections.length }), kind: 'destroy', value: 'delete' }],
  });
  if (answer !== 'delete') {
    return false;
  }
  const gone = [];
  try {
    for (const one of connections) {
      await send('DELETE', `${path(one.id)}?force=true`);
      gone.push(one);
    }
  } catch (problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    await ask({ title: t('failed'), body: html`<p>${sentence(problem)}</p>`, actions: [{ label: t('close'), first: true }] });
  }
  if (gone.length) {
    say(t('deleted', { count: gone.length }), { undo: () => restore(gone, then) });
    then?.();
  }
  return gone.length > 0;
}

/** Does something with each, a few at a time; `onEach(one, result | problem)`. */
export async function each(items, work, onEach, atOnce = 3) {
  const waiting = [...items];
  const next = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      let result;
      try {
        result = await work(one);
      } catch (problem) {
        result = problem;
      }
      onEach(one, result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, next));
}
