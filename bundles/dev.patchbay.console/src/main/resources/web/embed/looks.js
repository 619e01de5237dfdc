/* What all step submenus of a page share: the words and the looks, each brought in once. */
import { loadTexts, needTexts } from '../js/lib/texts.js';

const here = (name) => new URL(name, import.meta.url);

async function text(name) {
  const response = await fetch(here(name));
  if (!response.ok) {
    throw new TypeError(`${name} was answered with ${response.status}`);
  }
  return response.text();
}

/** The console's tokens, held by the element instead of the page; day or night stays the choice of the page around it. */
const held = (tokens) => tokens.replaceAll(':root', ':host').replace('color-scheme: light dark;', '');

function sheet(rules) {
  const made = new CSSStyleSheet();
  made.replaceSync(rules);
  return made;
}

/* what failed is asked for again the next time */
const once = (bring) => {
  let asked = null;
  return (...given) => {
    asked ??= bring(...given);
    asked.catch(() => (asked = null));
    return asked;
  };
};

/** The style sheets of a shadow tree; every submenu adopts the same two. */
export const looks = once(async () => {
  const [tokens, own] = await Promise.all([text('../css/tokens.css'), text('connection.css')]);
  return [sheet(held(tokens)), sheet(own)];
});

/** The words. A page has one language: that of the first submenu, or of the element or document it stands in. */
export const words = once(async (language) => {
  await loadTexts(language);
  await needTexts('embed');
});

/** The language somebody has set for this element; null where nobody has. */
export const languageOf = (element) => element.closest('[lang]')?.lang || document.documentElement.lang || null;
