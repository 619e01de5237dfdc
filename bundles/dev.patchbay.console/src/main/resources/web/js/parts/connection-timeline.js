/* What happened to a connection, newest first, as a run. */
import { define, html, nothing, Part } from '../lib/element.js';
import { byOf, grouped, markOf, nameOf, whyOf } from '../lib/events.js';
import { icon } from '../lib/icons.js';
import { t } from '../lib/texts.js';
import { time } from '../lib/times.js';
import { trouble } from './trouble.js';

/** `events`, `more`: whether there are earlier ones, `label(name)`: a field's label. Tells `earlier`. */
export class ConnectionTimeline extends Part {
  static properties = {
    events: { attribute: false }, more: { type: Boolean }, busy: { type: Boolean }, label: { attribute: false }, problem: { attribute: false },
  };

  constructor() {
    super();
    this.events = [];
    this.label = (name) => name;
    this.problem = null;
  }

  entry(event) {
    const mark = markOf(event);
    const why = whyOf(event, this.label);
    const code = event.detail.code;
    return html`<li class="is-${mark}">${icon(`mark-${mark}`)}<div class="run-name">${nameOf(event)}</div>
      ${why ? html`<p class="run-why">${why}${code ? html` <code>${code}</code>` : nothing}</p>` : nothing}
      <p class="time">${event.from ? html`${time(event.from)} – ` : nothing}${time(event.at)} · ${byOf(event)}</p></li>`;
  }

  template() {
    return html`<div class="strip"><h2 id="timeline-title">${t('connection.timeline')}</h2></div>
      <div class="body">${this.problem ? trouble(this.problem, () => this.tell('earlier')) : nothing}
        ${!this.events.length && !this.problem ? html`<p class="muted" role="status">${this.busy ? t('loading') : t('connection.timeline.none')}</p>` : nothing}
        <ol class="run">${grouped(this.events).map((event) => this.entry(event))}</ol>
        ${this.more ? html`<div class="form-foot"><button class="btn btn-s" type="button" @click=${() => this.tell('earlier')}>${this.busy
          ? t('loading') : t('connection.timeline.more')}</button></div>` : nothing}</div>`;
  }
}
define('pb-connection-timeline', ConnectionTimeline);
