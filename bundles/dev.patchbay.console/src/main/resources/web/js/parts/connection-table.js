/*
 * The rows of connections, in groups. A group far from what is seen is no more than its height, one that comes near is drawn
 * in a frame of its own, and one whose rows are the same is left alone: a hundred thousand rows are no more work than a hundred,
 * and no piece of that work is long enough to be felt. Every row knows its place among all of them.
 */
import { noChange } from '../../vendor/lit-html.js';
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { link } from '../lib/router.js';
import { accountLabel, follow, state } from '../lib/state.js';
import { t } from '../lib/texts.js';
import { time } from '../lib/times.js';
import { lastTest, status, tile, why } from './marks.js';
import './menu.js';

const NEAR = '1200px 0px';
/* as many as are drawn within a frame */
const GROUP = 20;
/* so many groups before the end more is asked for */
const AHEAD = 2;
/* of a row, until one was measured */
const HEIGHT = 57;

/** Whose login it is, from the values one would say it by: `ada@ftp.example`, `acme.myshopify.com`. */
function whose(values) {
  const where = values.host ?? values.server ?? values.domain ?? values.shop ?? values.site ?? values.subdomain;
  const who = values.username ?? values.user ?? values.email;
  return [who, where].filter((value) => typeof value === 'string' && value).join('@');
}

/** Tells `picked` with the ids, `sort` with an order, `deed` with `{ name, connection }`, and `near-end` when more is needed. */
export class ConnectionTable extends Part {
  static properties = {
    blocks: { attribute: false },
    total: { attribute: false },
    picked: { attribute: false },
    providers: { attribute: false },
    sort: {},
    busy: { attribute: false },
  };

  constructor() {
    super();
    this.blocks = [];
    this.total = null;
    this.picked = new Set();
    this.providers = new Map();
    this.busy = new Map();
    this.groups = [];
    this.cuts = new WeakMap();
    this.forget();
  }

  /* what is seen begins anew */
  forget() {
    this.near = new Set([0]);
    this.coming = new Set();
    this.heights = [];
    this.drawn = [];
    this.watched = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.unfollow = follow(() => this.requestUpdate());
    this.watched = 0;
    this.watch = new IntersectionObserver((entries) => this.moved(entries), { rootMargin: NEAR });
    this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unfollow();
    this.watch.disconnect();
    cancelAnimationFrame(this.frame);
    this.frame = null;
  }

  willUpdate(changed) {
    if (!changed.has('blocks')) {
      return;
    }
    if (this.blocks[0] !== this.first && this.blocks[0]?.[0]?.id !== this.first?.[0]?.id) {
      this.forget();
    }
    this.first = this.blocks[0];
    this.groups = this.blocks.flatMap((rows) => this.cut(rows));
    for (const groups of [this.near, this.coming]) {
      groups.forEach((group) => group >= this.groups.length && group > 0 && groups.delete(group));
    }
  }

  /* the same page gives the same groups */
  cut(rows) {
    if (!this.cuts.has(rows)) {
      this.cuts.set(rows, Array.from({ length: Math.ceil(rows.length / GROUP) }, (_, i) => rows.slice(i * GROUP, (i + 1) * GROUP)));
    }
    return this.cuts.get(rows);
  }

  updated() {
    const bodies = this.querySelector('table').tBodies;
    if (this.watched === 0) {
      this.watch.disconnect();
    }
    for (let i = this.watched; i < bodies.length; i++) {
      this.watch.observe(bodies[i]);
    }
    this.watched = bodies.length;
    this.askForMore();
  }

  moved(entries) {
    let left = false;
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      const group = Number(target.dataset.group);
      if (isIntersecting) {
        if (!this.near.has(group)) {
          this.coming.add(group);
        }
      } else {
        this.coming.delete(group);
        /* what has the focus stays, so that the keyboard goes on from there */
        if (this.near.has(group) && !target.contains(document.activeElement)) {
          this.heights[group] = boundingClientRect.height;
          this.near.delete(group);
          left = true;
        }
      }
    }
    if (left) {
      this.requestUpdate();
    }
    this.drawNext();
    this.askForMore();
  }

  /* one a frame, from the top */
  drawNext() {
    if (this.coming.size && !this.frame) {
      this.frame = requestAnimationFrame(() => {
        this.frame = null;
        const group = Math.min(...this.coming);
        this.coming.delete(group);
        this.near.add(group);
        this.requestUpdate();
        this.drawNext();
      });
    }
  }

  askForMore() {
    if (this.groups.length && Math.max(...this.near, ...this.coming) >= this.groups.length - AHEAD) {
      this.tell('near-end');
    }
  }

  pick(id, on) {
    const picked = new Set(this.picked);
    picked[on ? 'add' : 'delete'](id);
    this.tell('picked', picked);
  }

  pickAll(on) {
    this.tell('picked', new Set(on ? this.blocks.flat().map((one) => one.id) : []));
  }

  label(connection) {
    return this.providers.get(connection.provider)?.label ?? connection.provider;
  }

  sub(connection) {
    const who = connection.oauth?.appAccount ?? whose(connection.values ?? {});
    return state.account ? who : [accountLabel(connection.account), who].filter(Boolean).join(' · ');
  }

  deeds(connection) {
    const deed = (name) => () => this.tell('deed', { name, connection });
    return [
      { label: t('test'), act: deed('test') },
      { label: t('rename'), act: deed('rename') },
      { label: t('reconnect.copy'), act: deed('reconnect') },
      { label: t('delete'), act: deed('delete'), danger: true },
    ];
  }

  row(connection, index) {
    const { id, label } = connection;
    const picked = this.picked.has(id);
    return html`<tr role="row" aria-rowindex=${index + 2} class=${picked ? 'is-picked' : ''}>
      <td role="cell" class="c-pick"><input type="checkbox" aria-label=${t('select', { name: label })} .checked=${picked}
        @change=${(event) => this.pick(id, event.target.checked)}></td>
      <th role="rowheader" scope="row" class="c-name"><a class="who" href=${link('connection', id)}>
        ${tile(this.providers.get(connection.provider) ?? { id: connection.provider, label: connection.provider })}
        <span><b>${label}</b><span class="sub">${this.sub(connection)}</span></span></a></th>
      <td role="cell" class="c-app">${this.label(connection)}</td>
      <td role="cell" class="c-status">${status(connection.status)}${why(connection)}</td>
      <td role="cell" class="c-test">${this.busy.get(id) ?? lastTest(connection.lastTest)}</td>
      <td role="cell" class="c-used num">${connection.uses
        ? html`<a href=${link('connection', id)}>${t('steps', { count: connection.uses })}</a>`
        : html`<span class="muted">${t('steps.none')}</span>`}</td>
      <td role="cell" class="c-changed num">${time(connection.updatedAt)}</td>
      <td role="cell" class="c-more"><pb-menu .label=${t('more', { name: label })} .items=${this.deeds(connection)}></pb-menu></td>
    </tr>`;
  }

  group(rows, number, before) {
    return html`<tbody role="rowgroup" data-group=${number}>${this.content(rows, number, before)}</tbody>`;
  }

  /* nothing where it would come out as it is */
  content(rows, number, before) {
    const near = this.near.has(number);
    const height = near ? 0 : this.heights[number] ?? rows.length * this.usual();
    const of = near ? [rows, before, this.picked, this.providers, this.busy, state.account, state.accounts] : [height];
    const former = this.drawn[number];
    if (former && former.length === of.length && former.every((value, i) => value === of[i])) {
      return noChange;
    }
    this.drawn[number] = of;
    return near ? rows.map((one, i) => this.row(one, before + i))
      : html`<tr class="spacer" role="presentation" height=${height}><td></td></tr>`;
  }

  /* how high a row is, by the first that were measured */
  usual() {
    const measured = this.heights.findIndex((height) => height > 0);
    return measured < 0 ? HEIGHT : this.heights[measured] / this.groups[measured].length;
  }

  head(name, sort) {
    const here = this.sort === sort;
    return html`<th role="columnheader" scope="col" class="c-${name}" aria-sort=${here ? (sort === 'label' ? 'ascending' : 'descending') : nothing}>
      <button class="link" type="button" @click=${() => this.tell('sort', sort)}>${t(`column.${name}`)} ${here ? icon('sort') : ''}</button></th>`;
  }

  template() {
    let before = 0;
    const all = this.groups.reduce((sum, rows) => sum + rows.length, 0);
    this.drawn.length = Math.min(this.drawn.length, this.groups.length);
    return html`<table role="table" class="cards" aria-rowcount=${this.total === null ? -1 : this.total + 1}>
      <caption class="vh">${t('connections.caption')}</caption>
      <thead role="rowgroup"><tr role="row">
        <th role="columnheader" scope="col" class="c-pick"><input type="checkbox" aria-label=${t('select.all')}
          .checked=${all > 0 && this.picked.size === all} @change=${(event) => this.pickAll(event.target.checked)}></th>
        ${this.head('name', 'label')}<th role="columnheader" scope="col" class="c-app">${t('column.app')}</th>
        ${this.head('status', 'attention')}${this.head('test', 'tested')}
        <th role="columnheader" scope="col" class="c-used">${t('column.used')}</th>${this.head('changed', 'updated')}
        <th role="columnheader" scope="col" class="c-more"><span class="vh">${t('column.more')}</span></th>
      </tr></thead>
      ${this.groups.map((rows, number) => {
        const drawn = this.group(rows, number, before);
        before += rows.length;
        return drawn;
      })}
    </table>`;
  }
}
define('pb-connection-table', ConnectionTable);
