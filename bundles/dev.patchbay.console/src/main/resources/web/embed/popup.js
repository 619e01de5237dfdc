/*
 * A window for a person's sign-in. It must be opened within the click, before it is known where it leads, or the browser keeps it
 * closed. What is shown in it gets no hold on the page that opened it; so that page cannot close it later on either.
 */
const SHAPE = 'popup,width=560,height=760';
const OPEN_EVERY = 2_000;
const ELSE_EVERY = 5_000;

export class Popup {
  constructor() {
    this.window = window.open('', '', SHAPE);
    if (this.window) {
      this.window.opener = null;
    }
  }

  get blocked() {
    return this.window === null;
  }

  /** Closed by the person; or it is not to be seen from a page that cuts all ties (`Cross-Origin-Opener-Policy: same-origin`). */
  get closed() {
    return this.window?.closed ?? false;
  }

  go(url) {
    if (this.window) {
      this.window.location.href = url;
      this.window.focus();
    }
  }

  /** Closes it while it is empty still. */
  drop() {
    this.window?.close();
  }
}

/**
 * Looks again and again until `look()` says it is done, `until` is over, or it is stopped; also after the window is closed, since
 * whether it is cannot always be known. `closed()` is called once. Gives what stops it.
 */
export function watch(popup, until, look, closed) {
  let timer = 0;
  let told = popup.blocked;
  const again = async () => {
    if (popup.closed && !told) {
      told = true;
      closed();
    }
    const done = document.hidden && told ? false : await look();
    if (!done && timer !== null && Date.now() < until) {
      timer = setTimeout(again, told ? ELSE_EVERY : OPEN_EVERY);
    }
  };
  timer = setTimeout(again, OPEN_EVERY);
  return () => {
    clearTimeout(timer);
    timer = null;
  };
}
