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
    this.ended = false;
    this.abort = new AbortController();
  }

  /** Ends what is asked at the moment; the listing is of no use afterwards. */
  close() {
    this.ended = true;
    this.abort.abort();
  }

  /** The next rows: a full page, or what is left. */
  async next() {
    const rows = [];
    while (rows.length < this.size && !this.ended) {
      const page = await get(
        query('api/v1/connections', {
          ...this.filter, status: this.states[0], sort: this.sort, limit: this.size - rows.length, cursor: this.cursor,
        }),
        { signal: this.abort.signal },
      );
      rows.push(...page.items);
      this.cursor = page.next;
      if (!page.next) {
        this.states.shift();
        this.ended ||= this.states.length === 0;
      }
    }
    return rows;
  }
}
