/* The small signs: an app's tile, the jack and word of a state, the mark of a test. */
import { html, nothing } from '../../vendor/lit-html.js';
import { ROOT } from '../lib/api.js';
import { icon } from '../lib/icons.js';
import { t } from '../lib/texts.js';
import { time } from '../lib/times.js';
import { said } from './trouble.js';

/** Protocols and types of login have a drawing of ours; an app has its own icon, else the first letters of its name. */
const DRAWN = {
  'api-key': 't-key',
  'key-secret': 't-keys',
  login: 't-login',
  oauth1: 't-oauth',
  oauth2: 't-oauth',
  ftp: 't-files',
  sftp: 't-vault',
};

const initials = (label) => label.replace(/[^\p{L}\p{N}]/gu, '').slice(0, 2);

/* a provider's own drawing is part of its definition or comes through this host: a page sends no request to another one */
function drawingOf(id, drawing) {
  if (drawing === true) {
    return new URL(`api/v1/providers/${encodeURIComponent(id)}/icon`, ROOT).href;
  }
  return typeof drawing === 'string' && drawing.startsWith('data:image/') ? drawing : null;
}

/** The tile of a provider, `{ id, label, icon? }`; `icon` is true where the host has a drawing, or the drawing itself. */
export function tile({ id, label, icon: drawing }, large = false) {
  const size = large ? 'tile-l' : '';
  if (DRAWN[id]) {
    return html`<span class="tile tile-type ${size}" aria-hidden="true">${icon(DRAWN[id])}</span>`;
  }
  const address = drawingOf(id, drawing);
  return html`<span class="tile ${size}" aria-hidden="true">${address
    ? html`<img src=${address} alt="" width="20" height="20" loading="lazy">` : initials(label || id)}</span>`;
}

/** The state of a connection. */
export const status = (word) => html`<span class="status is-${word}">${icon(`jack-${word}`)}${t(`status.${word}`)}</span>`;

/** How the last test went, and when. */
export function lastTest(test) {
  if (!test) {
    return html`<span class="muted">${t('test.none')}</span>`;
  }
  const mark = test.passed === true ? 'passed' : test.passed === false ? 'failed' : 'skipped';
  return html`<span class="mark is-${mark}">${icon(`mark-${mark}`)}<span class="vh">${t(`mark.${mark.toUpperCase()}`)}</span>
    ${time(test.at)}</span>`;
}

/** Why a connection is not ready, in one line. */
export const why = (connection) =>
  connection.status !== 'ready' && connection.reason ? html`<span class="why">${said(connection.reason)}</span>` : nothing;
