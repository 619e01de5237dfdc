/* Every drawing of the console: 16 × 16, strokes of 1.5, the colour of the text around it. */
import { html, svg } from '../../vendor/lit-html.js';

const line = (d, width = 1.5) =>
  svg`<path d=${d} fill="none" stroke="currentColor" stroke-width=${width} stroke-linecap="round" stroke-linejoin="round"/>`;
const ring = svg`<circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" stroke-width="1.5"/>`;
const dashed = svg`<circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.2 1.73"/>`;
const dot = (x, y, r) => svg`<circle cx=${x} cy=${y} r=${r} fill="currentColor"/>`;
const disc = (mark, ink) => svg`<circle cx="8" cy="8" r="7" fill="currentColor"/><path d=${mark} fill="none"
  stroke=${ink} stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"/>`;

const CROSS = 'M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8';
const FOLDER = 'M2.5 12.5v-9h4l1.5 2h5.5v7z';

const DRAWINGS = {
  /* the jack: one ring, the states of a connection; the shape tells, colour only repeats it */
  'jack-ready': svg`${ring}${dot(8, 8, 3.25)}`,
  'jack-empty': svg`${ring}<circle cx="8" cy="8" r="1.5" fill="none" stroke="currentColor"/>`,
  'jack-pending': dashed,
  'jack-reconnect': svg`${line('M13.4 9.8A6 6 0 1 1 6.2 2.6')}${dot(11.6, 4.4, 3)}${line('M9.4 6.6L7.4 8.6')}`,
  'jack-failing': disc(CROSS, 'var(--on-alarm)'),
  'jack-unavailable': svg`${ring}${line('M3.8 12.2l8.4-8.4')}`,
  'jack-none': line('M3 8h10'),
  'mark-passed': disc('M4.9 8.2l2.1 2.1 4.1-4.4', 'var(--on-live)'),
  'mark-failed': disc(CROSS, 'var(--on-alarm)'),
  'mark-skipped': svg`${dashed}${line('M5.8 8h4.4')}`,
  'mark-note': svg`${ring}${dot(8, 8, 1.75)}`,

  search: line('M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.8 10.8L14 14'),
  plus: line('M8 3v10M3 8h10', 1.75),
  x: line('M4 4l8 8M12 4l-8 8'),
  more: svg`${dot(3, 8, 1.4)}${dot(8, 8, 1.4)}${dot(13, 8, 1.4)}`,
  down: line('M4 6l4 4 4-4'),
  right: line('M6 4l4 4-4 4'),
  left: line('M10 4L6 8l4 4'),
  sort: line('M8 3v10M5 10l3 3 3-3'),
  menu: line('M2 4.5h12M2 8h12M2 11.5h12'),
  theme: svg`${ring}<path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor"/>`,
  user: line('M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14c.6-2.7 2.7-4 5.5-4s4.9 1.3 5.5 4'),
  lock: line('M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5'),
  copy: line('M5.5 5.5h8v8h-8zM3 10.5h-.5v-8h8V3'),
  eye: svg`${line('M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z')}${dot(8, 8, 2)}`,
  link: line('M6.5 9.5l3-3M7 4.5l1.5-1.5a3 3 0 0 1 4.5 4.5L11.5 9M9 11.5L7.5 13A3 3 0 0 1 3 8.5L4.5 7'),
  out: line('M6 3H3v10h10v-3M9 3h4v4M13 3L7.5 8.5'),
  drop: line('M8 2v8M5 7.5L8 10.5l3-3M2.5 10.5v3h11v-3'),
  seal: line('M8 1.5l5 2v4c0 3.5-2 5.7-5 7-3-1.3-5-3.5-5-7v-4zM5.8 7.8l1.6 1.6 3-3.2'),
  noseal: line('M8 1.5l5 2v4c0 3.5-2 5.7-5 7-3-1.3-5-3.5-5-7v-4zM8 5v3.5M8 10.9v.1'),
  flow: line('M3 3h4v4H3zM9 9h4v4H9zM7 5h4v4'),

  /* what has no brand: protocols and types of login */
  't-files': line(`${FOLDER}M6 10.5v-3M4.8 8.6L6 7.4l1.2 1.2M10 7.5v3M8.8 9.4l1.2 1.2 1.2-1.2`, 1.25),
  't-vault': line(`${FOLDER}M6.5 8.5h3V11h-3zM7.2 8.4v-.6a.8.8 0 0 1 1.6 0v.6`, 1.25),
  't-key': line('M10 9.5a3.5 3.5 0 1 0-3.3-2.3L2 12v2h2.5v-1.5H6V11l1.3-1.3A3.5 3.5 0 0 0 10 9.5zM10.8 5.2v.1', 1.25),
  't-keys': line('M4.5 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM7 5h7v2.5M11 5v2M4.5 14a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM6.8 11.8H12v2', 1.25),
  't-login': line('M2 3.5h12v9H2zM4.5 8h.1M7 8h.1M9.5 8h.1M12 6v4', 1.4),
  't-oauth': line('M6.5 8h3M6 5a3 3 0 1 0 0 6M10 5a3 3 0 1 1 0 6', 1.4),
};

/** A drawing; silent, since the word beside it says the same. */
export const icon = (name, extra = '') =>
  html`<svg class="i ${extra}" viewBox="0 0 16 16" aria-hidden="true">${DRAWINGS[name] ?? DRAWINGS['mark-note']}</svg>`;
