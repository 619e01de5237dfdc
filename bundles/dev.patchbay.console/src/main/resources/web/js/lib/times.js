/* Times: relative up to a day, then "yesterday", then a date, in the reader's own zone; exact and in UTC on hover. */
import { html } from '../../vendor/lit-html.js';
import { current } from './texts.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/* making one costs more than a row of a table: each is made once for its language */
const made = new Map();

function maker(name, make) {
  const key = `${current()} ${name}`;
  if (!made.has(key)) {
    made.set(key, make(current()));
  }
  return made.get(key);
}

const relative = () => maker('relative', (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' }));
const day = () => maker('day', (tag) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short' }));
const dayOfYear = () => maker('year', (tag) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric' }));
const moment = () => maker('moment', (tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' }));

const date = (when, now) => (when.getFullYear() === now.getFullYear() ? day() : dayOfYear()).format(when);

/** A time in words. */
export function words(instant, now = new Date()) {
  const when = new Date(instant);
  const away = when - now;
  const size = Math.abs(away);
  const sign = Math.sign(away) || -1;
  if (size < MINUTE) {
    return relative().format(sign * Math.round(size / 1000) || 0, 'second');
  }
  if (size < HOUR) {
    return relative().format(sign * Math.round(size / MINUTE), 'minute');
  }
  if (size < DAY) {
    return relative().format(sign * Math.round(size / HOUR), 'hour');
  }
  if (size < 2 * DAY) {
    return relative().format(sign, 'day');
  }
  return date(when, now);
}

/** The exact time in the reader's zone. */
export const exact = (instant) => moment().format(new Date(instant));

/** The exact time in UTC (RFC 3339), to the second. */
export const utc = (instant) => new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z').replace('T', ' ').replace('Z', ' UTC');

/** A time as an element. */
export const time = (instant, cls = '') =>
  html`<time class=${cls} datetime=${new Date(instant).toISOString()} title=${utc(instant)}>${words(instant)}</time>`;
