// The word lists: a word is three digits, so that a code can be said in any of the four languages.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LANGS, ROOT } from './env.mjs';

const lists = Object.fromEntries(
  LANGS.map((lang) => {
    const text = readFileSync(path.join(ROOT, 'data/words', `${lang}.txt`), 'utf8');
    return [lang, text.split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#'))];
  }),
);

/** The six words of a language for 18 digits. */
export function wordsFor(digits, lang) {
  return digits.match(/\d{3}/g).map((three) => lists[lang][Number(three)]).join(' ');
}

/** The same digits as an Arabic, a Persian or a wide keyboard writes them, with hyphens. */
export function inOtherShapes(digits, zero = 0x0660) {
  const shaped = digits.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
  return shaped.replace(/ /g, '-');
}
