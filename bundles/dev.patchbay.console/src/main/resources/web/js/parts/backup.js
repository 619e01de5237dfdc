/* A backup into a file of the reader's: sealed under a passphrase of its own, and read as it comes. */
import { Problem, raw } from '../lib/api.js';
import { download } from '../lib/deeds.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { bytes, parts, t } from '../lib/texts.js';
import { described, field, focusFault, rest } from './form.js';
import { trouble } from './trouble.js';

const SHORTEST = 12;

/** The name the host gave the file (RFC 6266). */
function fileName(response) {
  const named = (response.headers.get('Content-Disposition') ?? '').match(/filename="?([^";]+)"?/);
  return named?.[1] ?? `patchbay-${new Date().toISOString().slice(0, 10)}.backup`;
}

class Backup extends Part {
  static properties = { faults: { state: true }, problem: { state: true }, got: { state: true }, done: { state: true }, shown: { state: true } };

  constructor() {
    super();
    this.faults = {};
    this.problem = null;
    this.got = null;
    this.done = null;
    this.shown = false;
  }

  /** A file that is half read when the page is left is of no use to anybody. */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.abort?.abort();
  }

  inputs() {
    return [this.querySelector('#backup-one'), this.querySelector('#backup-two')];
  }

  ownFaults(one, two) {
    if ([...one].length < SHORTEST) {
      return { one: t('settings.passphrase.short', { count: SHORTEST }) };
    }
    return one === two ? {} : { two: t('settings.passphrase.differs') };
  }

  async submit(event) {
    event.preventDefault();
    if (this.got !== null) {
      return;
    }
    const [one, two] = this.inputs();
    this.problem = null;
    this.done = null;
    this.faults = this.ownFaults(one.value, two.value);
    if (this.faults.one || this.faults.two) {
      await focusFault(this);
      return;
    }
    this.abort = new AbortController();
    this.got = 0;
    try {
      await this.fetch(one.value);
      one.value = '';
      two.value = '';
      this.shown = false;
    } catch (problem) {
      await this.refused(problem);
    } finally {
      this.got = null;
    }
  }

  async fetch(passphrase) {
    const response = await raw('POST', 'api/v1/admin/backup', {
      body: { passphrase }, headers: { Accept: 'application/octet-stream, application/problem+json' }, signal: this.abort.signal,
    });
    const pieces = [];
    const reader = response.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      pieces.push(read.value);
      this.got += read.value.length;
    }
    const name = fileName(response);
    download(name, new Blob(pieces), 'application/octet-stream');
    this.done = { name, size: this.got };
  }

  async refused(problem) {
    if (problem.name === 'AbortError') {
      return;
    }
    this.problem = problem instanceof Problem ? problem : new Problem(0, { detail: String(problem.message) });
    const fault = this.problem.of('passphrase');
    this.faults = fault ? { one: fault } : {};
    await focusFault(this);
  }

  template() {
    const busy = this.got !== null;
    return html`<section class="panel" aria-labelledby="backup-title"><div class="strip"><h2 id="backup-title">${t('settings.backup')}</h2></div>
      <form class="body narrow" novalidate autocomplete="off" @submit=${this.submit}><p class="read">${t('settings.backup.what')}</p>
        ${trouble(rest(this.problem, ['passphrase']))}
        ${this.field('one', t('settings.passphrase'), t('settings.passphrase.help', { count: SHORTEST }), busy)}
        ${this.field('two', t('settings.passphrase.again'), null, busy)}
        <div class="form-foot"><button class="btn" type="submit">${busy ? t('settings.backup.busy') : t('settings.backup.do')}</button>
          ${busy ? html`<button class="btn btn-quiet" type="button" @click=${() => this.abort.abort()}>${t('cancel')}</button>` : nothing}</div>
        <p role="status" class="num">${busy ? t('settings.backup.got', { size: bytes(this.got) }) : this.done
          ? html`<span class="mark is-passed">${icon('mark-passed')}</span> ${t('settings.backup.done', { name: this.done.name, size: bytes(this.done.size) })}` : ''}</p>
        <p class="help">${parts('settings.backup.restore', { command: html`<code>bin/patchbay restore FILE --passphrase-file P</code>` })}</p></form></section>`;
  }

  field(name, label, help, busy) {
    const id = `backup-${name}`;
    const fault = this.faults[name] ?? null;
    return field({ id, label, help, fault }, html`<div class="with-btn"><input id=${id} type=${this.shown ? 'text' : 'password'} class="code"
        autocomplete="new-password" spellcheck="false" maxlength="1024" ?readonly=${busy} aria-invalid=${fault ? 'true' : nothing}
        aria-describedby=${described(id, help, fault)}>
      <button class="btn" type="button" aria-pressed=${this.shown} aria-label=${t('reveal')} @click=${() => (this.shown = !this.shown)}>${icon('eye')}</button></div>`);
  }
}
define('pb-backup', Backup);
