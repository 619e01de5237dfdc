/* Which page the address means. Addresses are real paths below /console/, so that they can be sent to somebody. */
import { ROOT } from './api.js';

/** Where the console begins. */
export const HOME = new URL('console/', ROOT);

const listeners = new Set();

/** The address of a page: `link('connections', id)`, `link('add', 'ftp', { account: 'shop' })`. */
export function link(...parts) {
  const parameters = typeof parts.at(-1) === 'object' ? parts.pop() : {};
  const url = new URL(parts.filter(Boolean).map(encodeURIComponent).join('/'), HOME);
  Object.entries(parameters).forEach(([name, value]) => {
    if (value !== null && value !== undefined && value !== '') {
      url.searchParams.set(name, value);
    }
  });
  return url.pathname + url.search;
}

/** The present page: its name, the parts after it, its parameters. */
export function place() {
  const path = location.pathname.slice(HOME.pathname.length).split('/').filter(Boolean).map(decodeURIComponent);
  return { page: path[0] ?? '', parts: path.slice(1), parameters: new URLSearchParams(location.search) };
}

/** Goes to a page of the console. */
export function go(address, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  listeners.forEach((listener) => listener({ moved: true }));
}

/** Changes the parameters of the present page without leaving it: what is null goes. */
export function remember(parameters) {
  const url = new URL(location.href);
  Object.entries(parameters).forEach(([name, value]) => {
    if (value === null || value === undefined || value === '') {
      url.searchParams.delete(name);
    } else {
      url.searchParams.set(name, value);
    }
  });
  history.replaceState(null, '', url.pathname + url.search);
}

/** Calls this whenever the address has changed. */
export function onMove(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function isOurs(anchor, event) {
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const url = new URL(anchor.href);
  return plain && !anchor.target && !anchor.hasAttribute('download') && url.origin === location.origin
    && url.pathname.startsWith(HOME.pathname) && url.hash === '';
}

addEventListener('popstate', () => listeners.forEach((listener) => listener({ moved: false })));
document.addEventListener('click', (event) => {
  const anchor = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.href);
  if (anchor && !event.defaultPrevented && isOurs(anchor, event)) {
    event.preventDefault();
    go(anchor.href);
  }
});
