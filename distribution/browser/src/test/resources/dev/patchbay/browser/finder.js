/* Finds things as people do: by what they are called. Looks into open shadow trees. */
const CONTROLS = 'button, a[href], summary, [role=menuitem], [role=option], [role=button], [role=tab], input[type=checkbox], input[type=radio], input[type=submit]';
const FIELDS = 'input:not([type=checkbox]):not([type=radio]):not([type=submit]):not([type=hidden]), textarea, select, input[type=file]';

function* all(root) {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) {
      yield* all(element.shadowRoot);
    }
  }
}

const clean = (text) => (text || '').replace(/\s+/g, ' ').trim();

function said(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    return node.data;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute('aria-hidden') === 'true' || ['SCRIPT', 'STYLE', 'OPTION', 'SELECT'].includes(node.tagName)) {
    return '';
  }
  const inner = node.shadowRoot ? node.shadowRoot.childNodes : node.childNodes;
  return [...inner].map(said).join(' ');
}

function nameOf(element) {
  if (element.getAttribute('aria-label')) {
    return clean(element.getAttribute('aria-label'));
  }
  if (element.matches('input, textarea, select')) {
    const label = element.labels && element.labels[0];
    if (label) {
      return clean(said(label));
    }
    return clean(element.value || '');
  }
  return clean(said(element));
}

const shown = (element) => element.checkVisibility({ visibilityProperty: true }) || element.type === 'file' || (element.type === 'radio' && element.labels?.[0]?.checkVisibility());

/* while a dialog is open nothing else can be used */
function reachable(element) {
  const open = [...all(document)].filter((one) => one.tagName === 'DIALOG' && one.matches(':modal')).at(-1);
  return !open || open.contains(element);
}

function find(kind, name) {
  const selector = kind === 'field' ? FIELDS : CONTROLS;
  const candidates = [...all(document)].filter((element) => element.matches(selector) && shown(element) && reachable(element));
  const exact = candidates.find((element) => nameOf(element) === name);
  return exact || candidates.find((element) => nameOf(element).startsWith(name)) || null;
}

/* what keys go to: of a list that keeps the focus itself, the entry it points at */
function active() {
  let element = document.activeElement;
  while (element && element.shadowRoot && element.shadowRoot.activeElement) {
    element = element.shadowRoot.activeElement;
  }
  const pointed = element && element.getAttribute('aria-activedescendant');
  return pointed ? element.getRootNode().getElementById(pointed) : element;
}

function words() {
  return clean(said(document.body));
}
