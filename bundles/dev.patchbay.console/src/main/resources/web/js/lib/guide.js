/* Guides are Markdown of a small kind: headings, lists, tables, paragraphs, bold, italics, code, links. Nothing else becomes markup. */
import { html, nothing } from '../../vendor/lit-html.js';

const INLINE = /\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[(.+?)\]\((https?:\/\/[^\s)]+)\)/g;

/** The words of a line. */
export function inline(text) {
  const pieces = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    pieces.push(text.slice(from, match.index));
    const [, bold, italic, code, label, url] = match;
    if (bold) {
      pieces.push(html`<b>${inline(bold)}</b>`);
    } else if (italic) {
      pieces.push(html`<i>${italic}</i>`);
    } else if (code) {
      pieces.push(html`<code>${code}</code>`);
    } else {
      pieces.push(html`<a href=${url} target="_blank" rel="noopener noreferrer">${label}</a>`);
    }
    from = match.index + match[0].length;
  }
  pieces.push(text.slice(from));
  return pieces;
}

/** The cells of a table's row; null where it is none, empty for the line below its head. */
function cells(row) {
  const inside = row.match(/^\s*\|(.*)\|\s*$/)?.[1];
  return inside === undefined ? null : /^[\s|:-]*$/.test(inside) ? [] : inside.split('|').map((cell) => cell.trim());
}

function addRow(found, row) {
  const last = found.at(-1);
  if (last?.kind !== 'table') {
    found.push({ kind: 'table', head: row, items: [] });
  } else if (row.length) {
    last.items.push(row);
  }
}

/** Blocks: `{ kind: 'h'|'ol'|'ul'|'table'|'p', text | items, level }`. */
export function blocks(markdown) {
  const found = [];
  for (const row of markdown.split(/\r?\n/)) {
    const last = found.at(-1);
    const heading = row.match(/^(#{1,4})\s+(.*)$/);
    const item = row.match(/^\s*(?:(\d+)[.)]|[-*])\s+(.*)$/);
    const inTable = cells(row);
    if (inTable) {
      addRow(found, inTable);
    } else if (heading) {
      found.push({ kind: 'h', level: heading[1].length, text: heading[2] });
    } else if (item) {
      const kind = item[1] ? 'ol' : 'ul';
      if (last?.kind === kind && !last.ended) {
        last.items.push(item[2]);
      } else {
        found.push({ kind, items: [item[2]] });
      }
    } else if (row.trim() === '') {
      if (last?.kind === 'p') {
        last.ended = true;
      }
    } else if (last?.kind === 'p' && !last.ended) {
      last.text += ` ${row.trim()}`;
    } else if (last?.items && /^\s+/.test(row)) {
      last.items.push(`${last.items.pop()} ${row.trim()}`);
    } else {
      found.push({ kind: 'p', text: row.trim() });
    }
  }
  return found;
}

function block(part) {
  if (part.kind === 'h') {
    return html`<h3>${inline(part.text)}</h3>`;
  }
  if (part.kind === 'ol') {
    return html`<ol class="run guide">${part.items.map((item) => html`<li><p>${inline(item)}</p></li>`)}</ol>`;
  }
  if (part.kind === 'ul') {
    return html`<ul class="read">${part.items.map((item) => html`<li>${inline(item)}</li>`)}</ul>`;
  }
  if (part.kind === 'table') {
    /* two columns as a list: there is no room for more beside a form */
    return html`<ul class="read">${part.items.map(([first, ...rest]) => html`<li><b>${inline(first)}</b>: ${inline(rest.join(', '))}</li>`)}</ul>`;
  }
  return html`<p>${inline(part.text)}</p>`;
}

/** A guide as it is read. */
export const guide = (markdown) => (markdown ? html`<div class="stack">${blocks(markdown).map(block)}</div>` : nothing);
