/* The one way to the HTTP API. Everything is below the host's root, whatever path a proxy puts before it. */

/** The host's root, found from where this very file came from. */
export const ROOT = new URL('../../../../', import.meta.url);

/** What the API answered instead of a result (RFC 9457); status 0 where nothing was answered at all. */
export class Problem extends Error {
  constructor(status, body = {}, retryAfter = null) {
    super(body.detail || body.title || '');
    this.name = 'Problem';
    this.status = status;
    this.type = (body.type || '').replace('urn:patchbay:problem:', '');
    this.title = body.title || '';
    this.detail = body.detail || '';
    this.errors = body.errors || [];
    this.retryAfter = retryAfter;
  }

  /** The sentence for the field of this name, if there is one. */
  of(field) {
    return this.errors.find((error) => error.field === field)?.message ?? null;
  }
}

let csrf = null;
let bearer = null;
const onSignedOut = new Set();

/** From now on requests carry this session's token against forged requests. */
export function useSession(session) {
  csrf = session?.csrf ?? null;
}

/** For pages of another host: the session's key itself, since a cookie does not come along there. */
export function useBearer(key) {
  bearer = key;
}

/** Calls this where a request finds that nobody is signed in any more. */
export function whenSignedOut(listener) {
  onSignedOut.add(listener);
  return () => onSignedOut.delete(listener);
}

function headers(method, extra) {
  const all = { Accept: 'application/json', ...extra };
  if (bearer) {
    all.Authorization = `Bearer ${bearer}`;
  } else if (csrf && method !== 'GET') {
    all['X-CSRF-Token'] = csrf;
  }
  return all;
}

async function exchange(method, path, { body, headers: extra = {}, signal } = {}) {
  const json = body !== undefined && !(body instanceof Blob) && !(body instanceof FormData);
  try {
    return await fetch(new URL(path.replace(/^\//, ''), ROOT), {
      method,
      signal,
      headers: headers(method, json ? { 'Content-Type': 'application/json', ...extra } : extra),
      body: json ? JSON.stringify(body) : body,
      credentials: bearer ? 'omit' : 'same-origin',
      cache: 'no-store',
    });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new Problem(0, { title: 'No answer' });
  }
}

async function problem(response) {
  const retry = Number(response.headers.get('Retry-After')) || null;
  let body = {};
  try {
    body = await response.json();
  } catch {
    body = { title: `${response.status} ${response.statusText}` };
  }
  return new Problem(response.status, body, retry);
}

async function checked(response, quiet) {
  if (response.ok) {
    return response;
  }
  const found = await problem(response);
  if (found.status === 401 && !quiet) {
    onSignedOut.forEach((listener) => listener());
  }
  throw found;
}

/**
 * Sends a request. Gives `{ data, etag, location, status }`.
 *
 * @throws Problem for every answer that is none, and where there is no answer
 */
export async function send(method, path, options = {}) {
  const response = await checked(await exchange(method, path, options), options.quiet);
  const type = response.headers.get('Content-Type') || '';
  return {
    status: response.status,
    etag: response.headers.get('ETag'),
    location: response.headers.get('Location'),
    data: type.includes('json') ? await response.json() : null,
  };
}

/** What a path holds. */
export const get = async (path, options) => (await send('GET', path, options)).data;

/** The answer itself, for what is no JSON. */
export const raw = async (method, path, options = {}) => checked(await exchange(method, path, options), options.quiet);

function answerOf(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return null;
  }
}

function finish(request, resolve, reject) {
  const data = answerOf(request);
  if (request.status >= 200 && request.status < 300) {
    resolve({ status: request.status, data });
    return;
  }
  if (request.status === 401) {
    onSignedOut.forEach((listener) => listener());
  }
  const retry = Number(request.getResponseHeader('Retry-After')) || null;
  reject(new Problem(request.status, data ?? { title: `${request.status} ${request.statusText}` }, retry));
}

/**
 * Sends a file and says how much of it is on its way: `onSent(bytes, total)`; what fetch cannot say. Gives `{ data, status }`.
 *
 * @throws Problem as `send` does; an AbortError where `signal` ended it
 */
export function upload(method, path, { body, type, signal, onSent }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, new URL(path.replace(/^\//, ''), ROOT));
    Object.entries(headers(method, { 'Content-Type': type })).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = (event) => onSent(event.loaded, event.total);
    request.upload.onload = () => onSent(body.size, body.size);
    request.onload = () => finish(request, resolve, reject);
    request.onerror = () => reject(new Problem(0, { title: 'No answer' }));
    request.onabort = () => reject(new DOMException('ended', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

/** A path with a query; what is null or empty is left out. */
export function query(path, parameters) {
  const wanted = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return wanted.length ? `${path}?${new URLSearchParams(wanted)}` : path;
}

/** Every item of a listing, page by page; for listings that are short by their nature. */
export async function all(path, parameters = {}) {
  const items = [];
  let cursor = null;
  do {
    const page = await get(query(path, { ...parameters, limit: 500, cursor }));
    items.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return items;
}

/**
 * Sends a request whose answer is a stream of events (WHATWG HTML, server-sent events), and hands over each as it comes:
 * `onEvent(name, data)`.
 */
export async function stream(method, path, { onEvent, ...options }) {
  const response = await checked(
    await exchange(method, path, { ...options, headers: { ...options.headers, Accept: 'text/event-stream' } }),
  );
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    rest += value ?? '';
    const blocks = rest.split(/\r?\n\r?\n/);
    rest = done ? '' : blocks.pop();
    for (const block of blocks) {
      const fields = block.split(/\r?\n/).map((row) => row.match(/^([a-z]+): ?(.*)$/)).filter(Boolean);
      const data = fields.filter((field) => field[1] === 'data').map((field) => field[2]).join('\n');
      if (data) {
        onEvent(fields.find((field) => field[1] === 'event')?.[2] ?? 'message', JSON.parse(data));
      }
    }
    if (done) {
      return;
    }
  }
}

/** A key that makes a repeated create the same create. */
export const idempotencyKey = () => crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].join('-');
