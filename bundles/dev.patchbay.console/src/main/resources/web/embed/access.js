/*
 * How the submenus of a page are let in. With the one-time token of an account session's link: it is traded once, and the
 * session's key goes along with each request, since no cookie comes along from a page of another host. The key is held in memory,
 * and in this tab's session storage for a reload. Without a token, on a page of this very host: by the cookie.
 */
import { get, Problem, ROOT, send, useBearer, useSession } from '../js/lib/api.js';

const known = new Map();

class Access {
  constructor(account) {
    this.name = `patchbay.embed ${ROOT.href} ${account}`;
    this.key = null;
    this.account = account || null;
    this.token = null;
    this.opening = null;
    /** Whether a page of this host that opens in another tab is signed in too. */
    this.byCookie = false;
  }

  /** Lets in; another token than before begins anew. The same for all submenus of an account. */
  open(token) {
    if (!this.opening || (token && token !== this.token)) {
      this.token = token;
      this.opening = this.begin(token);
      this.opening.catch(() => (this.opening = null));
    }
    return this.opening;
  }

  async begin(token) {
    if (!token && location.origin === ROOT.origin) {
      useBearer(null);
      const session = await get('api/v1/session', { quiet: true });
      useSession(session);
      this.byCookie = true;
      this.account ??= session.account ?? null;
      return;
    }
    const kept = this.kept();
    if (kept && (!token || kept.token === token)) {
      this.take(kept);
    } else if (token) {
      await this.trade(token, kept);
    } else {
      throw new Problem(401, { title: 'Not signed in' });
    }
  }

  async trade(token, kept) {
    try {
      useBearer(null);
      const { data } = await send('POST', 'api/v1/session', { body: { token, as: 'bearer' }, quiet: true });
      const found = { token, key: data.accessToken, account: data.account, ends: data.expiresAt };
      this.take(found);
      this.keep(found);
    } catch (problem) {
      /* two submenus of one account, each with a link of its own: the key that one of them got is good for both */
      if (problem.status !== 401 || !kept) {
        throw problem;
      }
      this.take(kept);
    }
  }

  take({ key, account }) {
    this.byCookie = false;
    this.key = key;
    this.account ??= account ?? null;
  }

  kept() {
    try {
      const found = JSON.parse(sessionStorage.getItem(this.name));
      return found && Date.parse(found.ends) > Date.now() ? found : null;
    } catch {
      return null;
    }
  }

  keep(found) {
    try {
      sessionStorage.setItem(this.name, JSON.stringify(found));
    } catch {
      /* a browser that keeps nothing needs a new link after a reload */
      this.token = found.token;
    }
  }

  forget() {
    this.key = null;
    this.opening = null;
    try {
      sessionStorage.removeItem(this.name);
    } catch {
      /* nothing was kept then */
      this.token = null;
    }
  }

  /** Makes one request, which must begin at once: whose key goes along is said for all of the page. */
  async call(request) {
    useBearer(this.key);
    try {
      return await request();
    } catch (problem) {
      if (problem.status === 401 && this.key) {
        this.forget();
      }
      throw problem;
    }
  }
}

/** The access to an account; null for the one account of the session. */
export function access(account) {
  const name = account ?? '';
  if (!known.has(name)) {
    known.set(name, new Access(name));
  }
  return known.get(name);
}

/** The token of a link, which may be given whole. */
export const tokenOf = (session) => session?.split('#').pop().trim() || null;
