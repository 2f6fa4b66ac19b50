// How hard a page is to read: what a child reads of it, cut into sentences, and a formula for each language. Where the
// formulas come from, what they are worth and what is measured: docs/reading.md.
import { syllables } from './syllables.mjs';

/** A formula says little about fewer words than these. */
export const ENOUGH = 100;

/** Elements of which nothing is read, or only what somebody else wrote or a machine filled in. */
const LEFT_OUT = new Set(['script', 'style', 'svg', 'textarea', 'select', 'bdi', 'head']);
const EMPTY = new Set(['input', 'br', 'meta', 'link', 'hr', 'path', 'circle', 'img']);
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', apos: "'" };

/** Text of HTML as it is read. */
export const decode = (text) =>
  text.replace(/&(#x?)?([0-9a-z]+);/gi, (_, number, name) =>
    number ? String.fromCodePoint(parseInt(name, number === '#' ? 10 : 16)) : (ENTITIES[name.toLowerCase()] ?? ' '),
  );

const leftOut = (name, attributes) =>
  LEFT_OUT.has(name) ||
  /(^|\s)hidden(\s|=|$)/.test(attributes) ||
  // The name of a language in that language, and of a service on another site.
  /(^|\s)(lang="|href="https?:)/.test(attributes) ||
  // Written by a visitor, by the desk or by the house.
  /(^|\s)dir="auto"/.test(attributes) ||
  /(^|\s)class="([^"]* )?(words|digits)[ "]/.test(attributes);

/**
 * The pieces of text that a reader sees in `main`. Every text of the site stands whole between two tags, so that a tag
 * always ends a sentence: headings, buttons, links and list items are sentences of their own.
 */
export function pieces(html) {
  const inside = /<main\b[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? '';
  const found = [];
  let skipped = null;
  let depth = 0;
  for (const [, close, name, attributes, text] of inside.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)/g)) {
    if (text !== undefined) {
      if (!skipped && text.trim() !== '') found.push(decode(text).replace(/\s+/g, ' ').trim());
    } else if (skipped) {
      if (name === skipped) depth += close ? -1 : 1;
      if (depth === 0) skipped = null;
    } else if (!close && !EMPTY.has(name) && leftOut(name, attributes)) [skipped, depth] = [name, 1];
  }
  return found;
}

/** The sentences of pieces of text. Values between isolation marks (dates, names, numbers) are data and left out. */
export function sentences(texts) {
  const unmarked = (text) => text.replace(/\u2068[^\u2069]*\u2069/g, ' ').replace(/[\u200e\u200f\u2066-\u2069\u00ad]/g, '');
  const bare = texts.map(unmarked);
  // French sets a space inside its quotation marks.
  const closed = bare.map((text) => text.replace(/«\s+/g, '«').replace(/\s+»/g, '»'));
  const cut = closed.flatMap((text) => text.split(/(?<=[.!?…؟]["”»’]*)\s+/u));
  return cut.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => /\p{L}/u.test(text));
}

/** Words as they are written, between spaces. What has neither letter nor digit is none. */
export const words = (sentence) => sentence.split(/[\s·/]+/u).filter((word) => /[\p{L}\p{Nd}]/u.test(word));

/** A word of Arabic without vowel signs and without what is written onto it: and, so, by, for, like, the. */
export function bareArabic(word) {
  const letters = word.replace(/[^\u0621-\u064a]/g, '').replace(/\u0640/g, '');
  const without = letters.replace(/^[وف]?(?:[بك]?ال|لل)/, '');
  return without.length >= 3 ? without : letters;
}

const higher = (a, b) => a > b;
const lower = (a, b) => a < b;

/**
 * The formulas. `value` of words in a sentence and syllables in a word (Arabic: share of long words); `child` and `adult`
 * are limits, and `worse` says which of two values is the harder one.
 */
const FORMULAS = {
  // Kincaid and others, 1975: the school year in the United States. In year n a child is n + 5 years old at first.
  en: { unit: 'years', child: 11, adult: 14, worse: higher, value: (w, s) => 0.39 * w + 11.8 * s - 15.59 + 5 },
  // Kandel and Moles, 1958: points as in Flesch's table, where "very easy", the class of eleven years, begins at 90.
  fr: { unit: 'points', child: 90, adult: 70, worse: lower, value: (w, s) => 207 - 1.015 * w - 73.6 * s },
  // Crawford, 1984: the school year, made for primary school only; so adults have no other limit.
  es: { unit: 'years', child: 11, adult: 11, worse: higher, value: (w, s) => -0.205 * (100 / w) + 0.049 * (100 * s) - 3.407 + 5 },
  // No formula that gives an age: the share of words with more than five letters, in per cent.
  ar: { unit: '% long words', child: 20, adult: 30, worse: higher, value: (_, long) => 100 * long },
};

/** Words in a sentence: one thought, twelve on average, never more than twenty. In Arabic one word holds more. */
export const rule = (lang) => (lang === 'ar' ? { mean: 10, longest: 16 } : { mean: 12, longest: 20 });

/** What a limit of the formula is for `adult` readers or children, and whether a value is beyond it. */
export function limit(lang, adult) {
  const { unit, worse } = FORMULAS[lang];
  const most = FORMULAS[lang][adult ? 'adult' : 'child'];
  return { unit, most, worse, beyond: (value) => worse(value, most) };
}

const weight = (lang, word) => (lang === 'ar' ? Number(bareArabic(word).length > 5) : syllables(lang, word));

/** What is measured of sentences in a language; `value` is what its formula says. */
export function reading(lang, all) {
  const each = all.map(words);
  const count = each.flat().length;
  const mean = count / all.length;
  const value = FORMULAS[lang].value(mean, each.flat().reduce((sum, word) => sum + weight(lang, word), 0) / count);
  return { words: count, mean, longest: Math.max(...each.map((one) => one.length)), value };
}

/** Sentences that end as sentences do. Headings, buttons and answers to choose from are short, and would flatter a page. */
export const full = (all) => all.filter((sentence) => /[.!?…؟]["”»’)]*$/u.test(sentence));

const unique = (pages, pick) => [...new Set(pages.flatMap((page) => pick(page.text)))];
const branch = (page) => `${page.near} ${page.adult} ${/^(now\/[a-n]\b|[^-/]*)/.exec(page.name)[0]}`;
const count = (all) => all.flatMap(words).length;

/**
 * What is measured of each page. A formula says little about a short text: a page with fewer than a hundred words is measured
 * with the others of its branch, and a short branch with all pages of its variant; each sentence then counts once.
 */
export function measure(lang, pages, pick) {
  const variant = (page) => `${page.near} ${page.adult}`;
  const known = new Map();
  const joined = (key, page) => {
    const name = key(page);
    if (!known.has(name)) known.set(name, unique(pages.filter((one) => key(one) === name), pick));
    return known.get(name);
  };
  return pages.map((page) => {
    const wider = [pick(page.text), joined(branch, page), joined(variant, page)];
    return { page, ...reading(lang, wider.find((all) => count(all) >= ENOUGH)) };
  });
}
