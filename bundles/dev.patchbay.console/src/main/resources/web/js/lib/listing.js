/* A listing that is read a page at a time, in the order that was asked for. */
import { get, query } from './api.js';

/** Those that need somebody come first. */
export const ATTENTION = ['reconnect', 'failing', 'unavailable', 'pending', 'ready'];

/**
 * Connections in an order: `attention`, or one of the API's own (`created`, `label`, `updated`, `tested`).
 * `filter`: `{ account, provider, q, status }`, each null for any.
 */
export class Listing {
  constructor(filter, sort, size = 100) {
    this.filter = filter;
    this.sort = sort === 'attention' ? null : sort;
    this.size = size;
    /* in order of attention each state is a listing of its own */
    this.states = filter.status ? [filter.status] : sort === 'attention' ? [...ATTENTION] : [null];
    this.cursor = null;
    this.begun = new Map();
    this.ended = false;
    this.abort = new AbortController();
  }

  /** Ends what is asked at the moment; the listing is of no use afterwards. */
  close() {
    this.ended = true;
    this.abort.abort();
  }

  /** The next rows: a full page, or what is left; the last ones of a state and the first of the next may be some more. */
  async next() {
    const rows = [];
    while (rows.length < this.size && !this.ended) {
      const page = await this.page(this.size - rows.length);
      rows.push(...page.items);
      this.cursor = page.next;
      if (!page.next) {
        this.states.shift();
        this.ended ||= this.states.length === 0;
        if (rows.length < this.size) {
          this.begin();
        }
      }
    }
    return rows;
  }

  page(limit) {
    const [status] = this.states;
    const begun = this.begun.get(status);
    this.begun.delete(status);
    return begun ?? this.ask(status, limit, this.cursor);
  }

  /* a state that ended short is often followed by others that do: all are asked at once instead of one after the other */
  begin() {
    this.states.filter((status) => !this.begun.has(status)).forEach((status) => {
      const asked = this.ask(status, this.size, null);
      /* who waits for it is told; until somebody does nobody is */
      asked.catch(() => this.begun.delete(status));
      this.begun.set(status, asked);
    });
  }

  ask(status, limit, cursor) {
    return get(query('api/v1/connections', { ...this.filter, status, sort: this.sort, limit, cursor }), { signal: this.abort.signal });
  }
}
