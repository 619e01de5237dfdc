/* As the system, light, dark. The choice only sets `color-scheme`, through the attribute the tokens look at. */
const KEPT = 'patchbay.theme';
const THEMES = ['', 'light', 'dark'];

function stored() {
  try {
    return localStorage.getItem(KEPT) ?? '';
  } catch {
    return '';
  }
}

function show(theme) {
  document.documentElement.dataset.theme = theme;
}

/** The theme in use: `''` is the system's. */
export const theme = () => document.documentElement.dataset.theme ?? '';

/** Shows what was chosen before. */
export const restoreTheme = () => show(THEMES.includes(stored()) ? stored() : '');

/** Those there are. */
export const themes = () => THEMES;

/** Shows this one, and remembers it for this browser. */
export function chooseTheme(chosen) {
  show(chosen);
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    /* kept until the page is left */
    return chosen;
  }
  return chosen;
}

/** Goes on to the next one. */
export const nextTheme = () => chooseTheme(THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
