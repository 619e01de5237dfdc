/* Runs in each page before its own scripts: what a person would notice, by the page's own clock. */
window.bench = (() => {
  const TICK = 4;
  /* shorter ones the browser does not report */
  const LONG = 50;
  let longest = 0;
  let gap = 0;
  let last = 0;
  let typed = 0;
  let shown = null;

  new PerformanceObserver((list) => {
    longest = Math.max(longest, ...list.getEntries().map((one) => one.duration));
  }).observe({ type: 'longtask' });

  const frame = () => new Promise(requestAnimationFrame);
  const turn = () => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });

  /* until a frame is drawn and the page listens again */
  async function drawn() {
    await frame();
    await turn();
    return performance.now();
  }

  const list = () => document.querySelector('pb-connections');
  const row = () => document.querySelector('pb-connection-table tbody a.who');

  function canBeClicked(link) {
    const { left, top, width, height } = link.getBoundingClientRect();
    return width > 0 && document.elementFromPoint(left + width / 2, top + height / 2)?.closest('a') === link;
  }

  async function firstRow() {
    for (;;) {
      const now = await drawn();
      const link = row();
      if (link && canBeClicked(link)) {
        return now;
      }
    }
  }
  shown = firstRow();

  addEventListener('input', () => (typed = performance.now()), true);

  return {
    /** Milliseconds from the start of the navigation until the first row can be clicked. */
    firstRow: () => shown,

    /** From now on the longest task counts. */
    async begin() {
      await drawn();
      longest = 0;
      gap = 0;
      last = performance.now();
      clearInterval(this.ticking);
      this.ticking = setInterval(() => {
        const now = performance.now();
        gap = Math.max(gap, now - last);
        last = now;
      }, TICK);
    },

    /** The longest task; where none was so long that the browser reports it, the longest time without a turn. */
    async end() {
      await drawn();
      await new Promise((resolve) => setTimeout(resolve, 100));
      clearInterval(this.ticking);
      return longest || Math.min(gap, LONG);
    },

    /** Whether the window is at or behind this row, or behind the last one. */
    passed(row) {
      const lowest = document.elementFromPoint(innerWidth / 2, innerHeight - 20)?.closest('tr')?.ariaRowIndex ?? 0;
      const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
      return Number(lowest >= row || end && list().listing.ended);
    },

    /** Waits until the rows that were asked for are drawn; the time of that. */
    async settled(name, value) {
      for (;;) {
        const now = await drawn();
        const one = list();
        const asked = name === 'sort' ? one.sort : one.filter[name];
        if (asked === value && !one.loading && (value === null || row())) {
          return now;
        }
      }
    },

    /** The same after typing, from the last letter on. */
    async found(word) {
      return await this.settled('q', word) - typed;
    },

    /** Chooses an order; milliseconds until its rows are drawn. */
    async order(sort) {
      const select = list().querySelectorAll('.filters select')[1];
      const begin = performance.now();
      select.value = sort;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      return await this.settled('sort', sort) - begin;
    },

    /** Chooses a state; milliseconds until its rows are drawn. */
    async status(word) {
      const chip = [...list().querySelectorAll('.chip')].at(['', 'reconnect', 'failing', 'unavailable', 'pending', 'ready'].indexOf(word));
      const begin = performance.now();
      chip.click();
      return await this.settled('status', word || null) - begin;
    },
  };
})();
