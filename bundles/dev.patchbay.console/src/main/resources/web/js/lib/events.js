/* The entries of a connection's timeline in plain words. */
import { html } from '../../vendor/lit-html.js';
import { said } from './problems.js';
import { bytes, hasText, t } from './texts.js';

const PASSED = ['connection.create', 'connection.connect', 'connection.reconnect', 'connection.restore', 'connection.refresh'];
const FAILED = ['connection.connect-failed', 'connection.refresh-failed'];
/* these come again and again, and many in a row are one thing to a reader */
const REPEATED = ['connection.credential', 'connection.sign', 'connection.files', 'connection.proxy', 'connection.open', 'connection.test',
  'connection.refresh-asked', 'connection.refresh'];

const repeats = (event, last) =>
  last && REPEATED.includes(event.type) && last.type === event.type && last.by === event.by && !event.detail.fields && !last.detail.fields;

/** The entries with such repetitions as one, which has their sum and `from`, when they began. */
export function grouped(events) {
  const groups = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (repeats(event, last)) {
      last.count += event.count;
      last.from = event.at;
    } else {
      groups.push({ ...event });
    }
  }
  return groups;
}

/** `passed`, `failed` or `note`. */
export function markOf({ type, detail }) {
  if (type === 'connection.status') {
    return detail.to === 'ready' ? 'passed' : 'failed';
  }
  if (FAILED.includes(type) || (type === 'connection.revoke' && (detail.result ?? '').startsWith('failed'))) {
    return 'failed';
  }
  return PASSED.includes(type) ? 'passed' : 'note';
}

/** Who did it; null where the host did it by itself. */
export function byOf({ by }) {
  const link = by.match(/^Connect session of (.+)$/);
  if (link) {
    return t('connection.by.link', { who: link[1] });
  }
  return by === 'Patchbay' ? t('connection.by.itself') : by;
}

/** What happened, as a headline. */
export function nameOf(event) {
  const renamed = event.type === 'connection.edit' && event.detail.fields === 'label';
  const key = renamed ? 'connection.event.connection.rename' : `connection.event.${event.type}`;
  if (!hasText(key) && !hasText(`${key}.other`)) {
    return event.type;
  }
  return t(key, { count: event.count, ...event.detail, to: statusWord(event) });
}

const statusWord = ({ type, detail }) => (type === 'connection.status' && hasText(`status.${detail.to}`) ? t(`status.${detail.to}`) : detail.to);

const failure = ({ detail: { message, reason, advice } }) => {
  const what = hasText(`reason.${reason}`) ? t(`reason.${reason}`) : said(advice);
  return message || what ? html`${said(message)} ${what}` : '';
};

const signedIn = ({ detail }) => [
  detail.appAccount ? t('connection.event.as', { who: detail.appAccount }) : '',
  detail.missing ? t('connection.event.missing', { scopes: detail.missing }) : '',
].filter(Boolean).join(' ');

const step = ({ detail }) => (detail.workflow ? t('connection.event.step', { workflow: detail.workflow, step: detail.step }) : '');

const REVOKED = { done: 'connection.event.revoked', 'done by the provider': 'connection.event.revoked', 'the app has no way to revoke': 'connection.event.revoked.none' };

const WHYS = {
  'connection.create': step,
  'connection.connect': signedIn,
  'connection.reconnect': signedIn,
  'connection.connect-failed': failure,
  'connection.refresh-failed': failure,
  'connection.edit': ({ detail }, label) => (detail.fields === 'label' ? ''
    : t('connection.event.fields', { fields: detail.fields.split(' ').map(label).join(', ') })),
  'connection.refresh': ({ detail }, label) => (detail.fields
    ? t('connection.event.fields', { fields: detail.fields.split(' ').map(label).join(', ') }) : ''),
  'connection.migrate': ({ detail }) => t('connection.event.versions', detail),
  'connection.rollback': ({ detail }, label) => [t('connection.event.versions', detail),
    detail.lost ? t('connection.event.lost', { fields: detail.lost.split(' ').map(label).join(', ') }) : ''].filter(Boolean).join(' '),
  'connection.widen': ({ detail }) => [detail.hosts, detail.endpoints].filter(Boolean).join(' '),
  'connection.revoke': ({ detail }) => (REVOKED[detail.result] ? t(REVOKED[detail.result]) : detail.result),
  'connection.open': ({ detail }) => detail.bundle,
  'connection.file.upload': ({ detail }) => `${detail.path} · ${bytes(Number(detail.bytes))}`,
  'connection.file.download': ({ detail }) => detail.path + (detail.bytes ? ` · ${bytes(Number(detail.bytes))}` : ''),
  'connection.file.rename': ({ detail }) => `${detail.path} → ${detail.to}`,
  'connection.file.delete': ({ detail }) => detail.path,
  'connection.file.make-folder': ({ detail }) => detail.path,
  'step.bind': step,
  'step.unbind': step,
};

/** A sentence on it, or nothing; `label(name)` gives a field's label. */
export const whyOf = (event, label) => WHYS[event.type]?.(event, label) ?? '';

/** The newest entry that says when a field was set, and by whom. */
export const setBy = (events, name) =>
  events.find(({ type, detail }) =>
    (type === 'connection.edit' && (detail.fields ?? '').split(' ').includes(name))
    || ['connection.create', 'connection.connect', 'connection.reconnect'].includes(type)) ?? null;
