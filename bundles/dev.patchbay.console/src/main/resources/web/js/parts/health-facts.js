/* What the host counts, in groups, as a list of facts. What it does not say is left out. */
import { html, nothing } from '../../vendor/lit-html.js';
import { icon } from '../lib/icons.js';
import { link } from '../lib/router.js';
import { bytes, hasText, number, t } from '../lib/texts.js';
import { time } from '../lib/times.js';

const at = (data, path) => path.split('.').reduce((part, name) => part?.[name], data);

/** A number that is good at none: any other is strong, with a mark before it. */
const none = (value) => (value ? html`<b class="mark is-note">${icon('mark-note')}${number(value)}</b>` : number(value));
const word = (kind) => (value) => (hasText(`health.${kind}.${value}`) ? t(`health.${kind}.${value}`) : String(value));
const text = (value) => String(value);
const yesNo = (value) => (value === false
  ? html`<b class="mark is-failed">${icon('mark-failed')}${t('health.intact.false')}</b>`
  : html`<span class="mark is-passed">${icon('mark-passed')}${t('health.intact.true')}</span>`);
const status = (name) => (value) => html`<a href=${link('connections', { status: name })}>${number(value)}</a>`;

/** Groups of facts: where the value stands, which is the key of its text too, and how it is written. */
const GROUPS = {
  host: [['phase', word('phase')], ['version', text], ['java', text], ['startedAt', time], ['trust.policy', word('trust')]],
  storage: [['database.kind', word('database')], ['database.bytes', bytes], ['database.free', bytes], ['data.free', bytes],
    ['audit.entries', number], ['audit.verifiedAt', time], ['audit.intact', yesNo]],
  connections: ['ready', 'pending', 'reconnect', 'failing', 'unavailable'].map((name) => [`connections.${name}`, status(name)]),
  renewals: [['renewals.planned', number], ['renewals.due', number], ['renewals.overdue', none], ['renewals.backoff', none]],
  work: [['calls.running', number], ['calls.transfers', number], ['providers.here', number], ['providers.refused', none],
    ['providers.quarantined', none], ['waiting.approvals', none], ['waiting.sweeps', number]],
};

function group(name, data) {
  const rows = GROUPS[name].map(([path, draw]) => [path, at(data, path), draw]).filter(([, value]) => value !== undefined && value !== null);
  return rows.length ? html`<section class="panel" aria-labelledby="health-${name}"><div class="strip"><h2 id="health-${name}">${t(`health.group.${name}`)}</h2></div>
    <dl class="meta body">${rows.map(([path, value, draw]) => html`<dt>${t(`health.fact.${path}`)}</dt><dd class="num">${draw(value)}</dd>`)}</dl></section>` : nothing;
}

/** Everything the host said of itself. */
export const healthFacts = (data) => html`<div class="fact-panels">${Object.keys(GROUPS).map((name) => group(name, data))}</div>`;
