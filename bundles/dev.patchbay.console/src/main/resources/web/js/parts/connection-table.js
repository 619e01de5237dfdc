/*
 * The rows of connections, in blocks of a page each. A block far from what is seen keeps only its height, so that a hundred
 * thousand rows are no more work than a few hundred. Every row knows its place among all of them.
 */
import { define, html, nothing, Part } from '../lib/element.js';
import { icon } from '../lib/icons.js';
import { link } from '../lib/router.js';
import { accountLabel, state } from '../lib/state.js';
import { t } from '../lib/texts.js';
import { time } from '../lib/times.js';
import { lastTest, status, tile, why } from './marks.js';
import './menu.js';

const NEAR = '1200px 0px';

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
    this.far = new Set();
  }

  connectedCallback() {
    super.connectedCallback();
    this.watch = new IntersectionObserver((entries) => this.moved(entries), { rootMargin: NEAR });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watch.disconnect();
  }

  willUpdate(changed) {
    if (changed.has('blocks') && this.blocks[0] !== this.first) {
      this.first = this.blocks[0];
      this.far.clear();
    }
  }

  updated() {
    this.watch.disconnect();
    this.querySelectorAll('tbody').forEach((body) => {
      const height = body.dataset.height;
      const spacer = body.querySelector('.spacer td');
      if (spacer && height) {
        spacer.style.height = `${height}px`;
      }
      this.watch.observe(body);
    });
  }

  moved(entries) {
    let changed = false;
    for (const { target, isIntersecting } of entries) {
      const block = Number(target.dataset.block);
      if (isIntersecting === this.far.has(block)) {
        changed = true;
        if (isIntersecting) {
          this.far.delete(block);
        } else {
          target.dataset.height = target.offsetHeight;
          this.far.add(block);
        }
      }
      if (isIntersecting && block === this.blocks.length - 1) {
        this.tell('near-end');
      }
    }
    if (changed) {
      this.requestUpdate();
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

  block(rows, number, before) {
    return html`<tbody role="rowgroup" data-block=${number}>${this.far.has(number)
      ? html`<tr class="spacer" role="presentation"><td colspan="8"></td></tr>`
      : rows.map((one, i) => this.row(one, before + i))}</tbody>`;
  }

  head(name, sort) {
    const here = this.sort === sort;
    return html`<th role="columnheader" scope="col" class="c-${name}" aria-sort=${here ? (sort === 'label' ? 'ascending' : 'descending') : nothing}>
      <button class="link" type="button" @click=${() => this.tell('sort', sort)}>${t(`column.${name}`)} ${here ? icon('sort') : ''}</button></th>`;
  }

  template() {
    let before = 0;
    const all = this.blocks.flat().length;
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
      ${this.blocks.map((rows, number) => {
        const drawn = this.block(rows, number, before);
        before += rows.length;
        return drawn;
      })}
    </table>`;
  }
}
define('pb-connection-table', ConnectionTable);
