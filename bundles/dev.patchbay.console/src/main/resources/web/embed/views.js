/* What the submenu shows in each state: the bar, and the body below it. */
import { html, nothing } from '../js/lib/element.js';
import { icon } from '../js/lib/icons.js';
import { t } from '../js/lib/texts.js';
import { said, sentence } from '../js/parts/trouble.js';
import './edit.js';
import './select.js';
import './test.js';

/* what the parts inside tell is between them and the submenu; the page hears of `patchbay-…` only */
const heard = (act) => (event) => {
  event.stopPropagation();
  act(event.detail);
};

const why = (problem) => (problem.status === 401 ? t('embed.ended')
  : html`${sentence(problem)} ${(problem.errors ?? []).map((error) => html`${said(error.message)} `)}`);

const button = (label, act, kind = '', sign = nothing, busy = false) =>
  html`<button class="btn ${kind}" type="button" aria-busy=${busy} @click=${act}>${sign}${label}</button>`;

const away = (label, href) =>
  html`<a class="btn btn-quiet" href=${href} target="_blank" rel="noopener">${label}${icon('out')}<span class="vh">${t('embed.new-tab')}</span></a>`;

function jack({ view }) {
  const { state, connection, warning } = view;
  if (state === 'reconnect') {
    return 'jack-reconnect';
  }
  return state === 'authenticate' ? 'jack-empty' : `jack-${warning ? connection.status : 'ready'}`;
}

function bar(menu, sign, word, what) {
  return html`<button class="bar" type="button" aria-expanded=${menu.open} aria-controls="body" @click=${() => (menu.open = !menu.open)}>
    <span class="sign is-${sign.replace('jack-', '')}">${icon(sign)}</span><b>${word}</b><span class="cut what">${what}</span>${icon('down', 'chev')}</button>`;
}

const frame = (menu, kind, head, body) => html`<div class="pb ${kind}">${head}
  <div class="body" id="body" ?hidden=${!menu.open}>${menu.open ? body() : nothing}</div></div>`;

const select = (menu) => (menu.view.compatible.length
  ? html`<pb-step-select .items=${menu.view.compatible} .chosen=${menu.view.connection?.id ?? null} .busy=${menu.busy}
      @chosen=${heard((connection) => menu.bind(connection))}></pb-step-select>
    ${menu.view.compatible.length >= 100 ? html`<p class="sub">${t('embed.newest', { count: 100 })}</p>` : nothing}`
  : nothing);

const connectWith = (menu, kind) => button(t('embed.connect', { app: menu.label }), () => menu.connect(), kind, kind ? nothing : icon('plus'));

function waiting(menu) {
  const { popup, url } = menu.waiting;
  return html`<div role="status"><p>${t(popup.blocked ? 'embed.blocked' : 'embed.waiting', { app: menu.label })}</p></div>
    <div class="actions">${popup.blocked
      ? html`<a class="btn btn-go" href=${url} target="_blank" rel="noopener">${t('embed.open', { app: menu.label })}${icon('out')}</a>` : nothing}
      ${button(t('cancel'), () => menu.stopWaiting())}</div>`;
}

const edit = (menu) => html`<pb-step-edit .connection=${menu.view.connection.id} .app=${menu.app} .all=${menu.mode === 'edit'} .access=${menu.access}
  @saved=${heard((connection) => menu.saved(connection))} @left=${heard(() => menu.left())}></pb-step-edit>`;

/* what was done, what is in the way; both are there from the beginning so that they are read out */
const foot = (menu) => html`<div class="foot" role="status">${menu.note ? html`<p>${menu.note}
    ${menu.undo ? html`<button class="link undo" type="button" @click=${menu.undo}>${t('undo')}</button>` : nothing}</p>` : nothing}</div>
  <div class="foot" role="alert">${menu.trouble ? html`<p class="err">${why(menu.trouble)}</p>` : nothing}</div>`;

/* why nothing is connected; what the host says of an app that is away, or of what is bound and not finished, is more than that */
function missing({ view, app, label }) {
  if (view.connection || !app?.available) {
    return view.reason;
  }
  return t(view.compatible.length ? 'embed.choose' : 'embed.why', { app: label });
}

function authenticate(menu) {
  const { connection } = menu.view;
  const begin = connection?.status === 'pending'
    ? button(t('embed.go-on', { app: menu.label }), () => menu.connect(connection), 'btn-go btn-wide')
    : connectWith(menu, 'btn-go btn-wide');
  return html`<p>${missing(menu)}</p>${select(menu)}${menu.app?.available ? begin : nothing}`;
}

function reconnect(menu) {
  const { connection } = menu.view;
  if (menu.mode === 'another') {
    return html`${select(menu)}<div class="actions">${connectWith(menu, '')}${button(t('cancel'), () => menu.left())}</div>`;
  }
  return html`<p>${said(connection.reason ?? menu.view.reason)} ${t('embed.keeps')}</p>
    <div class="actions">${button(t('embed.reconnect', { app: menu.label }), () => menu.connect(connection), 'btn-go')}
      ${button(t('embed.another'), () => menu.turnTo('another'))}</div>
    <div class="actions more">${button(t('embed.detach'), () => menu.detach(), 'btn-quiet')}${manage(menu)}</div>`;
}

const manage = (menu) => {
  const page = menu.page('connections');
  return page ? away(t('embed.manage'), page) : nothing;
};

function change(menu) {
  const page = menu.access.byCookie ? menu.page('connection', menu.view.connection.id) : null;
  return page ? away(t('embed.edit'), page) : button(t('embed.edit'), () => menu.turnTo('edit'), 'btn-quiet');
}

function authenticated(menu) {
  const { warning, connection } = menu.view;
  return html`${warning ? html`<p class="warning">${warning}</p>` : nothing}
    ${select(menu)}
    <div class="actions">${warning && connection.status === 'failing'
      ? button(t('embed.reconnect', { app: menu.label }), () => menu.connect(connection), 'btn-go') : nothing}
      ${connectWith(menu, '')}${button(t('embed.test'), () => menu.test(), '', nothing, menu.busy)}</div>
    <pb-step-test .translations=${menu.app?.definition?.translations} @tested=${heard(() => false)}></pb-step-test>
    <div class="actions more">${change(menu)}${button(t('embed.rename'), () => menu.turnTo('rename'), 'btn-quiet')}
      ${button(t('embed.detach'), () => menu.detach(), 'btn-quiet')}${manage(menu)}</div>`;
}

const other = (menu) => html`<p>${t('embed.other', { bound: menu.view.connection.label, app: menu.label, wanted: menu.provider })}</p>
  <div class="actions">${button(t('embed.anew'), () => menu.beginAnew())}</div>`;

const BODIES = { authenticate, authenticated, reconnect };

function inner(menu) {
  if (menu.waiting) {
    return waiting(menu);
  }
  if (menu.mismatch) {
    return other(menu);
  }
  const editing = menu.view.connection && (menu.mode === 'edit' || menu.mode === 'rename');
  return editing ? edit(menu) : BODIES[menu.view.state](menu);
}

function broken(menu) {
  return frame(menu, 'is-broken', bar(menu, 'jack-unavailable', t('embed.trouble'), menu.provider ?? ''), () => html`<p role="alert">${why(menu.problem)}</p>
    <div class="actions">${button(t('retry'), () => menu.load())}</div>`);
}

/** The whole submenu. */
export function draw(menu) {
  /* a form that somebody types in stays, whatever happens around it */
  if (menu.problem && !(menu.view && menu.mode)) {
    return broken(menu);
  }
  if (!menu.view) {
    return html`<div class="pb"><p class="bar none" role="status">${icon('jack-pending')}${t('loading')}</p></div>`;
  }
  if (menu.view.state === 'not-required') {
    return html`<div class="pb"><p class="bar none">${icon('jack-none')}${t('embed.none')}</p></div>`;
  }
  const { state, connection } = menu.view;
  const what = state === 'authenticate' ? menu.label : connection.label;
  return frame(menu, `is-${state}`, bar(menu, jack(menu), t(`embed.state.${state}`), what), () => html`${inner(menu)}${foot(menu)}`);
}
