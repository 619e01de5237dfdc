/* A sign-in in a small window: opens the connect page there, and finds out on its own when it came to something. */
import { get } from './api.js';

const EVERY = 2000;
const FEATURES = 'popup,width=560,height=760';
const KEPT = 'patchbay.sign-in';

const read = (id) => get(`api/v1/connections/${encodeURIComponent(id)}`);

/** Opens the window at once, since browsers allow that only right after a click; the address may come later. */
async function openWindow(url) {
  const opened = window.open('', '_blank', FEATURES);
  if (!opened) {
    return null;
  }
  try {
    const address = await url;
    /* what is shown there in the end is another site's, which has no business with this page */
    opened.opener = null;
    opened.location.replace(address);
    return opened;
  } catch (problem) {
    opened.close();
    throw problem;
  }
}

/** Closes the window where it is this page's to close: one of another origin says itself that it can be closed. */
function close(opened) {
  try {
    if (opened?.location.href) {
      opened.close();
    }
  } catch {
    /* it shows a page of another origin, as where this page is embedded in a product */
    return;
  }
}

/** Whether a sign-in came to an end between two looks at a connection. */
export function isDone(before, now) {
  const waits = (one) => one.status === 'pending' || one.status === 'reconnect';
  return !waits(now) && (waits(before) || before.updatedAt !== now.updatedAt);
}

/**
 * Looks every two seconds, and when this page is looked at again, until `find` gives a connection or `signal` ends it.
 * No answer and a busy host are no end; whatever else is refused is.
 */
export async function watch(find, { signal } = {}) {
  for (;;) {
    try {
      const found = await find();
      if (found || signal?.aborted) {
        return signal?.aborted ? null : found;
      }
    } catch (problem) {
      if (![0, 401, 429, 503].includes(problem.status)) {
        throw problem;
      }
    }
    await new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        removeEventListener('focus', end);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, EVERY);
      addEventListener('focus', end);
      signal?.addEventListener('abort', end);
    });
    if (signal?.aborted) {
      return null;
    }
  }
}

/** Looks at this connection until it is connected, from `before` on, or from what it is now. */
export function watchConnection(id, { before = null, signal } = {}) {
  let first = before;
  return watch(async () => {
    const now = await read(id);
    first ??= now;
    return isDone(first, now) ? now : null;
  }, { signal });
}

/**
 * Opens a connect link in a small window and waits. Call it right in the handler of a click; `url` may be a promise.
 *
 * - `id`: the connection that is to be connected; or `find`, which gives it once it is there.
 * - `onDone(connection)`: it is connected; the window is closed then.
 * - `onBlocked(url)`: the browser opens no window; show the link to be followed by hand. The wait goes on.
 * - `onClosed()`: the window seems to be closed. Some apps cut the tie to this page, so the wait goes on here too.
 * - `signal`: ends the wait.
 *
 * Gives the connection, or null where `signal` ended it. Throws where the link could not be had, or what `find` threw.
 */
export async function openConnect(url, { id = null, before = null, find = null, onDone, onBlocked, onClosed, signal } = {}) {
  const opened = await openWindow(url);
  if (!opened) {
    onBlocked?.(await url);
  }
  let told = !opened;
  const closing = setInterval(() => {
    if (!told && opened.closed) {
      told = true;
      onClosed?.();
    }
  }, 500);
  try {
    const connection = await (find ? watch(find, { signal }) : watchConnection(id, { before, signal }));
    if (connection) {
      close(opened);
      onDone?.(connection);
    }
    return connection;
  } finally {
    clearInterval(closing);
  }
}

/** The sign-in that is under way in this tab, as it was remembered; null where there is none. */
export function rememberedSignIn() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
  } catch {
    return null;
  }
}

/** Remembers in this tab that a sign-in is under way, over a reload; null forgets it. */
export function rememberSignIn(what) {
  try {
    if (what) {
      sessionStorage.setItem(KEPT, JSON.stringify(what));
    } else {
      sessionStorage.removeItem(KEPT);
    }
  } catch {
    /* a browser that keeps nothing shows the connection in the list, still pending */
    return;
  }
}
