/* What an entry of the audit says: its action in words, what it was done to, and the rest folded away. */
import { html, nothing } from '../../vendor/lit-html.js';
import { link } from '../lib/router.js';
import { hasText, number, t } from '../lib/texts.js';

const CONNECTION = ['create', 'edit', 'delete', 'restore', 'shred', 'test', 'test-draft', 'credential', 'open', 'sign', 'export',
  'connect', 'connect-failed', 'reconnect', 'refresh', 'refresh-asked', 'refresh-failed', 'revoke', 'status', 'migrate', 'rollback', 'widen'];
const FILES = ['files', 'file.download', 'file.upload', 'file.rename', 'file.make-folder', 'file.delete'];

/** Every action the host writes down, in groups. */
export const ACTIONS = {
  connections: [...CONNECTION.map((name) => `connection.${name}`), 'connect-session.create', 'step.bind', 'step.unbind'],
  files: FILES.map((name) => `connection.${name}`),
  people: ['session.sign-in', 'session.sign-out', 'session.link', 'session.link-refused', 'api-key.create', 'api-key.revoke'],
  apps: ['bundle.install', 'bundle.update', 'bundle.rollback', 'bundle.close-rollback', 'bundle.uninstall', 'feature.install',
    'feature.uninstall', 'provider.approve', 'provider.release', 'provider.forecast', 'provider.rollback', 'provider.close-rollback',
    'oauth-client.create', 'oauth-client.edit', 'oauth-client.delete'],
  host: ['account.put', 'account.delete', 'key.rotate', 'key.destroy', 'host.start', 'host.backup', 'host.restore', 'host.passphrase',
    'host.forget-secrets'],
};

const GONE = ['connection.shred', 'oauth-client.delete', 'account.delete'];

function address({ action, subject }) {
  if (GONE.includes(action)) {
    return null;
  }
  if (action.startsWith('oauth-client.')) {
    return link('clients', subject);
  }
  if (action.startsWith('account.')) {
    return link('accounts', subject);
  }
  return subject.startsWith('con_') ? link('connection', subject) : null;
}

/** What it was done to: its name where the entry knows it, and its id, as a link where there is a page of it. */
export function subjectOf(entry) {
  const name = entry.detail.label && entry.detail.label !== entry.subject ? `${entry.detail.label} ` : '';
  const to = address(entry);
  return html`${name}${to ? html`<a class="code" href=${to}>${entry.subject}</a>` : html`<code>${entry.subject}</code>`}`;
}

const named = (key) => (hasText(`audit.detail.${key}`) ? t(`audit.detail.${key}`) : key);

/** Everything else of the entry, folded. */
export const entryDetail = (entry) => html`<details><summary>${t('audit.detail')}</summary><dl class="meta is-left">
  <dt>${t('audit.seq')}</dt><dd class="num">${number(entry.seq)}</dd>
  <dt>${t('audit.caller')}</dt><dd><code>${entry.caller}</code></dd>
  <dt>${t('audit.action')}</dt><dd><code>${entry.action}</code></dd>
  ${Object.entries(entry.detail).map(([key, value]) => html`<dt>${named(key)}</dt><dd>${value || nothing}</dd>`)}</dl></details>`;
