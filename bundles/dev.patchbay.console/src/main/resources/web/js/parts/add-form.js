/* The form of a new connection with its guide: tested and saved here, or signed in to in a small window. */
import { get, idempotencyKey, query, send } from '../lib/api.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { draftOf, keepDraft } from '../lib/drafts.js';
import { guide } from '../lib/guide.js';
import { icon } from '../lib/icons.js';
import { authKind, fieldsOf, halves, needsClient, needsPerson, scopesOf } from '../lib/methods.js';
import { say } from '../lib/notices.js';
import { withErrors } from '../lib/problems.js';
import { go, link } from '../lib/router.js';
import { accountLabel, isOperator, may } from '../lib/state.js';
import { hasText, t } from '../lib/texts.js';
import { ANY, OWN } from './client-choice.js';
import './field-form.js';
import './sign-in-window.js';
import './test-run.js';
import { trouble } from './trouble.js';

const LOOKED_AT = 200;

/** `definition`, localised; `provider` as the API gives it; `account`; `step`: `{ workflow, step }` to bind, or null. */
export class AddForm extends Part {
  static properties = {
    definition: { attribute: false }, provider: { attribute: false }, account: {}, step: { attribute: false }, way: { state: true },
    label: { state: true }, client: { state: true }, problem: { state: true }, busy: { state: true }, passed: { state: true },
    signingIn: { state: true },
  };

  constructor() {
    super();
    this.step = null;
    this.client = null;
    this.problem = null;
    this.busy = null;
    this.passed = null;
    this.signingIn = false;
    this.label = null;
    this.proposed = '';
  }

  willUpdate(changed) {
    if (changed.has('definition')) {
      const kept = draftOf(this.definition.id);
      this.kept = kept.values ?? {};
      this.way = this.definition.methods.find((one) => one.id === kept.method) ?? this.definition.methods[0];
      this.label = kept.label ?? null;
      this.client = kept.client ?? null;
    }
    if (changed.has('account') || changed.has('definition')) {
      this.propose();
    }
  }

  firstUpdated() {
    this.form().draft = this.kept;
  }

  form() {
    return this.querySelector('pb-field-form.of-connection');
  }

  /** A name that no connection of this app has yet. */
  async propose() {
    const { label, id } = this.definition;
    this.proposed = label;
    try {
      const { items } = await get(query('api/v1/connections', { account: this.account, provider: id, limit: LOOKED_AT }));
      const taken = new Set(items.map((one) => one.label.toLowerCase()));
      for (let i = 2; taken.has(this.proposed.toLowerCase()); i += 1) {
        this.proposed = `${label} (${i})`;
      }
    } catch {
      this.proposed = label;
    }
    this.requestUpdate();
  }

  name() {
    return this.label ?? this.proposed;
  }

  keep() {
    keepDraft(this.definition.id, { method: this.way.id, label: this.label, client: this.client, values: this.form().draft });
  }

  changed() {
    this.passed = null;
    this.keep();
  }

  choose(way) {
    this.way = way;
    this.client = null;
    this.problem = null;
    this.querySelector('pb-test-run')?.clear();
    this.changed();
  }

  body(step = null) {
    const client = needsClient(this.way) && this.client !== ANY ? { client: this.client } : {};
    return {
      account: this.account, provider: this.definition.id, method: this.way.id, label: this.name().trim(),
      values: this.form().values(), ...client, ...step,
    };
  }

  /** Whether all that can be seen here is there; goes to what is not. */
  sound() {
    if (!this.name().trim()) {
      this.problem = null;
      this.unnamed = true;
      this.requestUpdate();
      this.focusOn('#label');
      return false;
    }
    this.unnamed = false;
    if (needsClient(this.way) && !this.client) {
      this.focusOn('pb-client-choice button, pb-client-choice select');
      return false;
    }
    return this.form().check();
  }

  async work(name, deed) {
    if (this.busy || !this.sound()) {
      return;
    }
    this.busy = name;
    this.problem = null;
    try {
      await deed();
    } catch (problem) {
      await this.refused(problem);
    } finally {
      this.busy = null;
    }
  }

  /** Goes to the first field with a fault, else to what stands above the buttons. */
  async toFault() {
    await this.updateComplete;
    const own = ['label', 'client'].find((name) => this.problem.of?.(name));
    if (own) {
      await this.focusOn(own === 'label' ? '#label' : 'pb-client-choice button, pb-client-choice select');
    } else if (!(await this.form().goToFault())) {
      await this.focusOn('[data-trouble]');
    }
  }

  test() {
    return this.work('test', async () => {
      const report = await this.querySelector('pb-test-run').run('api/v1/connections/test', this.body());
      this.passed = report ? report.passed ?? 'nothing' : false;
      await this.focusOn('[data-next]');
    });
  }

  /** The same save is the same save, also where its answer was lost. */
  onceFor(body) {
    const text = JSON.stringify(body);
    if (this.saved !== text) {
      this.saved = text;
      this.once = idempotencyKey();
    }
    return { 'Idempotency-Key': this.once };
  }

  async create(body) {
    return (await send('POST', 'api/v1/connections', { body, headers: this.onceFor(body) })).data;
  }

  save() {
    return this.work('save', async () => {
      const made = await this.create(this.body(this.step));
      this.finish(made);
    });
  }

  finish(connection) {
    this.form()?.clear();
    this.saved = null;
    keepDraft(this.definition.id, null);
    const key = `add.${needsPerson(this.way) ? 'connected' : 'saved'}${this.step ? '.step' : ''}`;
    say(t(key, { name: connection.label, step: this.step?.step }));
    go(link('connection', connection.id));
  }

  /** The window is opened within the click, its address comes once the connection is there. */
  signIn() {
    if (this.busy || this.signingIn || (this.client !== OWN && !this.sound())) {
      return;
    }
    this.problem = null;
    const asked = this.client === OWN ? null : this.body();
    this.querySelector('pb-sign-in-window').begin({
      account: this.account, provider: this.definition.id, app: this.definition.label, step: this.step, automatic: this.label === null,
      make: asked ? () => this.create(asked) : null, any: this.client === ANY,
    });
  }

  waits(on) {
    this.signingIn = on;
    if (!on) {
      /* what was made for it is gone, so the next one is another */
      this.saved = null;
      this.focusOn('[data-next]');
    }
  }

  /** Who is signed out signs in above the page, and then does it again. */
  async refused(problem) {
    if (problem.status === 401) {
      return;
    }
    this.problem = problem;
    await this.toFault();
  }

  template() {
    const { way } = this;
    return html`<div class="panel form-cols">
      <form aria-label=${t('add.form', { app: this.definition.label })} novalidate @submit=${(event) => { event.preventDefault(); this.next(); }}>
        <div class="stack ${this.signingIn ? 'is-waiting-form' : ''}" ?inert=${this.signingIn}>
          ${this.ways()}${this.named()}
          ${needsClient(way) ? html`<pb-client-choice .definition=${this.definition} .method=${way} .account=${this.account} .chosen=${this.client}
            .error=${this.problem?.of?.('client') ?? null} @chosen=${(event) => { this.client = event.detail; this.changed(); }}></pb-client-choice>` : nothing}
          <pb-field-form class="of-connection" .method=${way} .errors=${this.problem?.errors ?? []} ?hidden=${this.client === OWN}
            @changed=${this.changed}></pb-field-form>
          ${needsPerson(way) ? this.scopes() : nothing}
        </div>
        <pb-test-run .translations=${this.provider?.definition?.translations}></pb-test-run>
        <pb-sign-in-window .provider=${this.definition.id} @waiting=${(event) => this.waits(event.detail)} @connected=${(event) => this.finish(event.detail)}
          @refused=${(event) => this.refused(event.detail)}></pb-sign-in-window>
        <div tabindex="-1" data-trouble>${trouble(this.strays(), this.problem && !this.problem.errors?.length ? () => this.next() : null)}</div>
        ${this.signingIn ? nothing : this.buttons()}
      </form>${this.aside()}</div>`;
  }

  strays() {
    if (!this.problem?.errors) {
      return this.problem;
    }
    const beside = ['label', 'client'];
    const left = (this.form()?.strays(this.problem.errors) ?? this.problem.errors).filter((one) => !beside.includes(one.field));
    return withErrors(this.problem, left);
  }

  ways() {
    const { methods } = this.definition;
    if (methods.length < 2) {
      return nothing;
    }
    return html`<fieldset class="ways"><legend>${t('add.way')}</legend>
      ${methods.map((one) => html`<label class="way"><input type="radio" name="way" value=${one.id} .checked=${one.id === this.way.id}
        @change=${() => this.choose(one)}><span><b>${one.label}</b><span class="sub muted">${this.wayNote(one)}</span></span></label>`)}</fieldset>`;
  }

  wayNote(way) {
    if (needsPerson(way)) {
      return t('add.way.person', { app: this.definition.label });
    }
    const names = fieldsOf(way).filter((field) => field.fallback === undefined && !field.optional).map((field) => field.label);
    return names.slice(0, 3).join(', ') || (hasText(`auth.${authKind(way)}`) ? t(`auth.${authKind(way)}`) : '');
  }

  named() {
    const problem = this.problem?.of?.('label') ?? (this.unnamed ? t('fault.required') : null);
    return html`<div class="field"><label for="label">${t('name')}</label>
      <input id="label" maxlength="128" autocomplete="off" aria-describedby="label-help ${problem ? 'label-why' : ''}" aria-invalid=${problem ? 'true' : nothing}
        .value=${this.name()} @input=${(event) => { this.label = event.target.value; this.unnamed = false; this.keep(); }}>
      ${problem ? html`<p class="err" id="label-why">${problem}</p>` : nothing}<p class="help" id="label-help">${t('add.name.how')}</p></div>`;
  }

  scopes() {
    const scopes = scopesOf(this.way);
    return scopes.length ? html`<div class="field"><h2 class="label">${t('add.scopes', { app: this.definition.label })}</h2>
      <ul class="scopes">${scopes.map((one) => html`<li><code>${one}</code>${(this.way.auth.optionalScopes ?? []).includes(one)
        ? html` <span class="opt">${t('optional')}</span>` : nothing}</li>`)}</ul></div>` : nothing;
  }

  mayTest() {
    return may('use') && (this.provider.capabilities ?? []).includes('test');
  }

  /** Whether saving comes next: it passed, or there was nothing to test against. */
  maySave() {
    return !this.mayTest() || this.passed === true || this.passed === 'nothing';
  }

  /** What the yellow button does. */
  next() {
    if (needsPerson(this.way)) {
      return this.signIn();
    }
    return this.maySave() ? this.save() : this.test();
  }

  buttons() {
    const cancel = html`<a class="btn btn-quiet" href=${link('add')} @click=${() => keepDraft(this.definition.id, null)}>${t('cancel')}</a>`;
    if (needsPerson(this.way)) {
      /* without a client the next thing to do stands above */
      return !this.client && needsClient(this.way) ? html`<div class="form-foot">${cancel}</div>` : html`<div class="form-foot"><button class="btn btn-go" type="submit" data-next>${t('add.go', { app: this.definition.label })}${icon('out')}</button>${cancel}</div>`;
    }
    const saving = this.busy === 'save' ? t('add.saving') : null;
    if (this.maySave()) {
      return html`<div class="form-foot"><button class="btn btn-go" type="submit" data-next>${saving ?? t('add.save')}</button>
        ${this.mayTest() ? html`<button class="btn" type="button" @click=${this.test}>${t('add.test.again')}</button>` : nothing}${cancel}</div>`;
    }
    const again = this.passed === false;
    return html`<div class="form-foot">
      <button class="btn btn-go" type="submit" data-next>${this.busy === 'test' ? t('testing') : t(again ? 'add.test.again' : 'test')}</button>
      <button class="btn" type="button" @click=${this.save}>${saving ?? t('add.save.untested')}</button>${cancel}</div>`;
  }

  aside() {
    const { person, operator } = halves(this.way.guide);
    const signIn = needsPerson(this.way);
    return html`<aside aria-labelledby="guide-h"><h2 id="guide-h">${t(signIn ? 'add.next' : 'add.guide', { app: this.definition.label })}</h2>
      ${signIn ? html`<ol class="run guide">${[1, 2, 3].map((i) => html`<li><b>${t(`add.next.${i}`, { app: this.definition.label })}</b>
        ${hasText(`add.next.${i}.how`) ? html`<p>${t(`add.next.${i}.how`, { app: this.definition.label })}</p>` : nothing}</li>`)}</ol>` : nothing}
      ${person ? html`${signIn ? html`<hr>` : nothing}<div class="guide-text">${guide(person)}</div>` : nothing}
      ${operator && isOperator() ? html`<hr><details><summary>${t('add.guide.operator')}</summary>${guide(operator.replace(/^## .*\n/, ''))}</details>` : nothing}
      ${this.definition.docs ? html`<p><a href=${this.definition.docs} target="_blank" rel="noopener noreferrer">${t('add.docs', { app: this.definition.label })}</a></p>` : nothing}
      <hr><p class="note">${icon('lock')}<span>${t(signIn ? 'add.sealed.sign-in' : 'add.sealed', { app: this.definition.label, account: accountLabel(this.account) })}</span></p></aside>`;
  }
}
define('pb-add-form', AddForm);
