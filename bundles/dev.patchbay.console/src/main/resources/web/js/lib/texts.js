/* What people read: a catalogue for each language, in areas. English is complete and stands in where another has a gap. */
const LANGUAGES = ['en', 'de'];
const CHOSEN = 'patchbay.language';

const catalogue = {};
const fallback = {};
let language = 'en';
let plurals = new Intl.PluralRules('en');
let numbers = new Intl.NumberFormat('en');

function stored() {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null;
  }
}

/** The languages there are, and the one in use. */
export const languages = () => LANGUAGES;
export const current = () => language;

function wanted(preferred) {
  const tags = [preferred, stored(), ...navigator.languages].filter(Boolean);
  return tags.map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => LANGUAGES.includes(tag)) ?? 'en';
}

const load = async (tag, area) => (await fetch(new URL(`../../texts/${tag}/${area}.json`, import.meta.url))).json();
const areas = new Map();

async function bring(area) {
  const [english, other] = await Promise.all([load('en', area), language === 'en' ? {} : load(language, area)]);
  Object.assign(fallback, english);
  Object.assign(catalogue, other);
}

/** Brings in the texts of an area, once: `base` is everywhere, each page has one of its own name. */
export function needTexts(area) {
  if (!areas.has(area)) {
    areas.set(area, bring(area));
  }
  return areas.get(area);
}

/** Chooses the language: this one, else the one chosen before, else what the browser prefers; and brings in what is everywhere. */
export async function loadTexts(preferred = null) {
  language = wanted(preferred);
  plurals = new Intl.PluralRules(language);
  numbers = new Intl.NumberFormat(language);
  await needTexts('base');
  return language;
}

/** Remembers a language for this browser. */
export function choose(tag) {
  try {
    localStorage.setItem(CHOSEN, tag);
  } catch {
    /* private windows may keep nothing: it holds until the page is left then */
    language = tag;
  }
}

const sentence = (key) => catalogue[key] ?? fallback[key];

/* none at all may have words of its own, whatever the language's rules say of nought: `key.zero` */
const counted = (key, count) =>
  (count === 0 ? sentence(`${key}.zero`) : undefined) ?? sentence(`${key}.${plurals.select(count)}`) ?? sentence(`${key}.other`);

/**
 * The text of a key. `{name}` stands for a value; a key with a `count` may have the forms `key.zero`, `key.one`, `key.other`,
 * and what else the language has (Unicode CLDR plural rules).
 */
export function t(key, values = {}) {
  const form = 'count' in values ? counted(key, values.count) : undefined;
  const text = form ?? sentence(key);
  if (text === undefined) {
    return key;
  }
  return text.replace(/\{(\w+)\}/g, (hole, name) => {
    const value = values[name];
    return typeof value === 'number' ? number(value) : value ?? hole;
  });
}

/** Whether there is a text of this key. */
export const hasText = (key) => sentence(key) !== undefined;

/** A text with pieces that are no text, such as links: `parts(key, { name: html`…` })` gives what lies between and them. */
export function parts(key, pieces) {
  return (sentence(key) ?? key).split(/(\{\w+\})/).map((piece) => {
    const hole = piece.match(/^\{(\w+)\}$/);
    return hole ? pieces[hole[1]] ?? piece : piece;
  });
}

/** A number as people write it here. */
export const number = (value) => numbers.format(value);

/** Bytes as people write them. */
export function bytes(value) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const step = value < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  return new Intl.NumberFormat(language, { style: 'unit', unit: units[step], unitDisplay: 'short', maximumFractionDigits: 1 })
    .format(value / 1000 ** step);
}

/** A text of a provider in the language in use: its translations are keyed by language, then by the path of what they replace. */
export const translated = (translations, path, text) => translations?.[language]?.[path] ?? text;
