/* Times: relative up to a day, then "yesterday", then a date, in the reader's own zone; exact and in UTC on hover. */
import { html } from '../../vendor/lit-html.js';
import { current } from './texts.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const relative = () => new Intl.RelativeTimeFormat(current(), { numeric: 'auto', style: 'short' });

function date(when, now) {
  const sameYear = when.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(current(), { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(when);
}

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
export const exact = (instant) =>
  new Intl.DateTimeFormat(current(), { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(instant));

/** The exact time in UTC (RFC 3339), to the second. */
export const utc = (instant) => new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z').replace('T', ' ').replace('Z', ' UTC');

/** A time as an element. */
export const time = (instant, cls = '') =>
  html`<time class=${cls} datetime=${new Date(instant).toISOString()} title=${utc(instant)}>${words(instant)}</time>`;
