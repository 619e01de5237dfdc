/* The base of every part and page: an element that draws itself again when one of its properties changes. */
import { ReactiveElement } from '../../vendor/reactive-element.js';
import { html, nothing, render, svg } from '../../vendor/lit-html.js';

/** Draws `template()` into itself: the console's pages share one style sheet, so there is no shadow tree. */
export class Part extends ReactiveElement {
  createRenderRoot() {
    return this;
  }

  update(changed) {
    super.update(changed);
    render(this.template(), this.renderRoot, { host: this, isConnected: this.isConnected });
  }

  template() {
    return nothing;
  }

  /** Says to the outside that something happened. */
  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** Waits until what was changed is drawn, then moves the focus there. */
  async focusOn(selector) {
    await this.updateComplete;
    this.renderRoot.querySelector(selector)?.focus();
  }
}

/** Declares an element once, also where a module is loaded twice under two addresses. */
export function define(name, type) {
  if (!customElements.get(name)) {
    customElements.define(name, type);
  }
}

export { html, nothing, svg };
