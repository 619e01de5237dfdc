/*
 * The rules of a definition's fields, as the host has them: which are shown, what their texts mean, and what is wrong with
 * them. The host checks all of it again; here it is only known sooner.
 */
const DEFAULT_MAX_LENGTH = 4096;
/** Longer values are left to the host, which bounds the work a pattern makes. */
const LONGEST_MATCHED = 1024;

const FORMATS = {
  email: "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}([.][A-Za-z0-9-]{1,63}){1,8}",
  uuid: '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}',
  hostname: '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?){0,8}',
  label: '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?',
  digits: '[0-9]{1,64}',
  hex: '[0-9a-fA-F]{1,512}',
  date: '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])',
};

/** Whether a value is the mask of a stored secret. */
export const isMask = (value) => typeof value === 'object' && value !== null && value.set === true;

/** Whether it has to be filled in. */
export const isRequired = (field) => !field.optional && field.fallback === undefined;

/** A stored value as the text of its input; a secret never has one. */
export function textOf(field, value) {
  if (value === undefined || value === null || isMask(value)) {
    return '';
  }
  return Array.isArray(value) ? value.join('\n') : String(value);
}

const entries = (text) => text.split(/\r?\n/).map((row) => row.trim()).filter(Boolean);

/** The text without what always stands around the value, where somebody pasted the whole. */
export function bare(field, text) {
  const { prefix = '', suffix = '' } = field;
  let rest = text;
  if (prefix && rest.toLowerCase().startsWith(prefix.toLowerCase())) {
    rest = rest.slice(prefix.length);
  }
  const end = suffix && rest.endsWith('/') ? rest.slice(0, -1) : rest;
  if (!suffix || !end.toLowerCase().endsWith(suffix.toLowerCase())) {
    return rest;
  }
  /* an address from the browser's bar has its scheme before it */
  return end.slice(0, end.length - suffix.length).replace(prefix ? /^$/ : /^https?:\/\//i, '');
}

/** What the text of an input means; undefined where it is empty. */
export function valueOf(field, text) {
  if (field.kind === 'flag') {
    return text === 'true';
  }
  if (text === '') {
    return undefined;
  }
  if (field.kind === 'integer') {
    return /^\s*-?\d+\s*$/.test(text) ? Number(text) : text;
  }
  return field.kind === 'list' ? entries(text) : bare(field, text);
}

/**
 * Which fields are shown. `text(name)` is what stands in an input now.
 *
 * @param fields those of the form
 * @param all every field of the method, since one may hang on another that is not in the form
 */
export function visible(fields, all, text) {
  const holds = (field, path = new Set()) => {
    if (!field.visibleWhen) {
      return true;
    }
    const leader = all.find((one) => one.name === field.visibleWhen.field);
    if (!leader || path.has(leader.name) || !holds(leader, path.add(leader.name))) {
      return false;
    }
    const entered = text(leader.name) || textOf(leader, leader.fallback);
    return (leader.kind === 'list' ? entries(entered) : [entered]).some((one) => (field.visibleWhen.values ?? []).includes(one));
  };
  return fields.filter((field) => holds(field));
}

const patterns = new Map();

/** The field's pattern for the whole value; null where it has none, or one that this browser reads in another way. */
function patternOf(field) {
  const source = field.format ? FORMATS[field.format] : field.pattern;
  if (!source) {
    return null;
  }
  if (!patterns.has(source)) {
    let compiled = null;
    for (const flags of ['u', '']) {
      try {
        compiled ??= new RegExp(`^(?:${source})$`, flags);
      } catch {
        compiled = null;
      }
    }
    patterns.set(source, compiled);
  }
  return patterns.get(source);
}

function isHost(text) {
  return /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\.?$/.test(text) || /^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$/.test(text);
}

function isUrl(text) {
  try {
    const url = new URL(text);
    const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    return (url.protocol === 'https:' || (url.protocol === 'http:' && loopback)) && !url.username && !url.password && !url.hash;
  } catch {
    return false;
  }
}

const LINES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const NO_LINES = /[\u0000-\u0008\u000a-\u001f\u007f]/;

function shape(field, text) {
  const most = field.maxLength ?? DEFAULT_MAX_LENGTH;
  if (text.length > most) {
    return { code: 'too-long', count: most };
  }
  if ((field.multiLine ? LINES : NO_LINES).test(text)) {
    return { code: !field.multiLine && text.includes('\n') ? 'one-line' : 'characters' };
  }
  const pattern = patternOf(field);
  if (pattern && text.length <= LONGEST_MATCHED && !pattern.test(text)) {
    return field.example ? { code: 'pattern-example', example: field.example } : { code: 'pattern' };
  }
  return null;
}

function range(field, number) {
  const { min = -2147483648, max = 2147483647 } = field;
  return number < min || number > max ? { code: 'range', min, max } : null;
}

function listFault(field, list) {
  const { min = 0, max = 1000 } = field;
  if (list.length < min || list.length > max) {
    return { code: 'entries', min: Math.max(0, min), max };
  }
  return list.map((entry) => shape({ ...field, multiLine: false }, entry)).find(Boolean) ?? null;
}

/** What is wrong with the text of an input: `{ code, … }` with what the sentence needs, or null. `kept`: a secret is stored. */
export function faultOf(field, text, kept = false) {
  if (field.kind === 'flag') {
    return null;
  }
  if (text === '' || (field.kind === 'list' && entries(text).length === 0)) {
    return isRequired(field) && !kept ? { code: 'required' } : null;
  }
  if (field.kind === 'integer') {
    return /^\s*-?\d+\s*$/.test(text) ? range(field, Number(text)) : { code: 'integer' };
  }
  if (field.kind === 'list') {
    return listFault(field, entries(text));
  }
  const value = bare(field, text);
  if (value === '') {
    return { code: 'only-around' };
  }
  if (field.kind === 'host' && !isHost(value)) {
    return { code: 'host' };
  }
  if (field.kind === 'url' && !isUrl(value)) {
    return { code: 'url' };
  }
  return field.kind === 'choice' ? null : shape(field, value);
}
