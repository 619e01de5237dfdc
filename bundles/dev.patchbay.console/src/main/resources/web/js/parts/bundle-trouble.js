/* What of a bundle needs a hand: why it cannot start, why no call is let in, what waits for an approval; and what to do. */
import { html, nothing } from '../../vendor/lit-html.js';
import { link } from '../lib/router.js';
import { parts, t } from '../lib/texts.js';
import { time } from '../lib/times.js';
import { newTags } from './dry-run.js';

const button = (label, act, kind = '') => html`<button class="btn ${kind}" type="button" @click=${act}>${label}</button>`;

const box = ({ why, whyText, doing, buttons, words = null, waiting = false }) => html`
  <div class="explain ${waiting ? 'is-waiting' : ''}">
    <div><h3>${why}</h3>${whyText}</div>
    <div><h3>${t('int.explain.do')}</h3>${doing}</div>
    <div class="actions">${buttons}</div>
    ${words ? html`<details><summary>${t('int.explain.words')}</summary><pre>${words}</pre></details>` : nothing}
  </div>`;

/* what the installer says of a record begins with where the fault lies: "Import-Package: Nothing in this host …" */
const PLACE = /(?:^|(?<=[.!?] ))[A-Za-z][\w./#-]*: (?=[A-Z0-9])/g;

/* what an operator can do about each kind of problem, by the words the installer has for it */
const ADVICE = [
  [/Nothing in this host provides|resolve/, 'int.advice.missing'],
  [/not pinned|install\.digests/, 'int.advice.digest'],
  [/not signed|signer|certificate|install\.trust-store/, 'int.advice.signed'],
  [/outside of the host|stored bytes/, 'int.advice.changed'],
  [/belongs to/, 'int.advice.owned'],
];

/* the same in the reader's language, where the installer's sentence is one of these */
const WHYS = [
  [/SHA-256 ([0-9a-f]{64}) is not pinned/, 'int.why.digest', ['digest']],
  [/^Its record in the database was changed/, 'int.why.record', []],
  [/^Its stored bytes are not/, 'int.why.bytes', []],
  [/provides the package ([\w.]+) in version ([^.]+(?:\.[^. ]+)*)\./, 'int.why.package.version', ['name', 'versions']],
  [/provides the package ([\w.]+)\./, 'int.why.package', ['name']],
];

/* who could give what is missing: known to the installer alone */
const HINT = /The bundle \S+ \S+ \([^)]*\) provides it: [^.]*\./g;

function plainly(problem) {
  const known = WHYS.map(([pattern, key, names]) => [problem.match(pattern), key, names]).find(([match]) => match);
  if (!known) {
    return problem.replace(PLACE, '');
  }
  const [match, key, names] = known;
  return parts(key, Object.fromEntries(names.map((name, i) => [name, html`<code>${match[i + 1]}</code>`])));
}

const advice = (problem) => ADVICE.find(([pattern]) => pattern.test(problem))?.[1] ?? 'int.advice.other';

/** Why it cannot start. `deeds`: `{ goBack, update, remove }`, each missing where it is not possible. */
export function problemOf(bundle, label, deeds) {
  const { rollback, problem } = bundle;
  return box({
    why: t('int.explain.start'),
    whyText: html`<p>${plainly(problem)}</p>`,
    doing: html`<p>${bundle.origin === 'start-set' ? t('int.advice.start-set') : t(advice(problem))} ${(problem.match(HINT) ?? []).join(' ')}</p>
      ${rollback ? html`<p>${parts('int.advice.back', { version: rollback.version, until: time(rollback.until) })}</p>` : nothing}`,
    buttons: [
      deeds.goBack ? button(t('int.back.do', { version: rollback.version }), deeds.goBack, 'btn-go') : nothing,
      deeds.update ? button(t('int.update.file'), deeds.update, deeds.goBack ? '' : 'btn-go') : nothing,
      deeds.remove ? button(t('int.remove.do', { name: label }), deeds.remove, 'btn-quiet') : nothing,
    ],
    words: problem,
  });
}

/** Why no call is let in to a provider. */
export function quarantineOf({ provider, quarantine }, label, lost, letIn) {
  const threads = lost.filter((one) => one.provider === provider);
  return box({
    why: t('int.explain.quarantine', { name: label }),
    whyText: html`<p>${t('int.quarantine.why', { count: threads.length })}</p>
      ${threads.length ? html`<ul class="tags" aria-label=${t('int.quarantine.threads')}>${threads.map((one) =>
        html`<li class="tag"><code>${one.thread}</code></li>`)}</ul>` : nothing}`,
    doing: html`<p>${t('int.quarantine.do')}</p>`,
    buttons: [button(t('int.release.do'), letIn, 'btn-go')],
    words: quarantine,
  });
}

const wants = (name, names) => (names.length ? html`<p class="wants">${t(name)} <span class="tags">${newTags(names)}</span></p>` : nothing);

/** What a provider's present version wants beyond what was granted. */
export function approvalOf(approval, label, approve) {
  const { connections, reconnect, addedHosts, addedEndpoints, addedScopes, provider } = approval;
  return box({
    why: t('int.explain.waits', { name: label }),
    whyText: html`${wants('int.waits.hosts', addedHosts)}${wants('int.waits.endpoints', addedEndpoints)}${wants('int.waits.scopes', addedScopes)}`,
    doing: html`<p>${t('int.waits.do', { count: connections })}</p>${reconnect
      ? html`<p>${t('int.waits.reconnect', { count: reconnect })} <a href=${link('connections', { provider })}>${t('int.waits.reconnect.see')}</a></p>` : nothing}`,
    buttons: [connections > 0 && addedHosts.length + addedEndpoints.length > 0
      ? button(t('int.approve.do', { count: connections }), approve, 'btn-go') : nothing],
    waiting: true,
  });
}
