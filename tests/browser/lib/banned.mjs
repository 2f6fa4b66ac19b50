// Phrases that may never stand on a page: data/lang/xx/banned.txt, searched as crates/lang does it (banned.rs, fold.rs).
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LANGS, ROOT } from './env.mjs';

/** Names that services gave themselves: whoever looks for one looks for this name. */
const NAMES = [' revenge porn helpline '];
const REFERENCES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", rsquo: "'", lsquo: "'", nbsp: ' ' };

/** Bare words: no capitals, accents, vowel signs, punctuation; references of HTML read as what they stand for. */
function words(text) {
  const plain = text
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_, number) => String.fromCodePoint(Number(number)))
    .replace(/&(\w{2,5});/g, (whole, name) => REFERENCES[name] ?? whole)
    .normalize('NFKD')
    .replace(/[\p{M}\u00ad\u0640\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069]/gu, '')
    .toLowerCase();
  return ` ${plain.split(/[^\p{Alphabetic}\p{N}]+/u).filter(Boolean).join(' ')} `;
}

const lists = Object.fromEntries(
  LANGS.map((lang) => {
    const lines = readFileSync(path.join(ROOT, 'data/lang', lang, 'banned.txt'), 'utf8').split('\n');
    const phrases = lines.map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
    return [lang, phrases.map((written) => ({ written, bare: words(written) }))];
  }),
);

/**
 * The banned phrases of a language in a page. What somebody types is theirs: fields, and words that are shown back. The
 * ids of texts are no words either: "… where you are." and then "safe-now-near-3" is no promise.
 */
export function banned(lang, html) {
  const said = html.replace(/<style>.*?<\/style>|<textarea[^>]*>.*?<\/textarea>|<mark[^>]*>.*?<\/mark>|<code>[\w-]+=<\/code>| value="[^"]*"/gs, ' ');
  const views = [words(said), words(said.replace(/<[a-z/!][^>]*>/gi, ' '))].map((view) =>
    NAMES.reduce((text, name) => text.replaceAll(name, ' '), view),
  );
  const stands = (view, bare) =>
    view.includes(bare) || (lang === 'ar' && [...'وف'].some((joined) => view.includes(` ${joined}${bare.trimStart()}`)));
  return lists[lang].filter(({ bare }) => views.some((view) => stands(view, bare))).map(({ written }) => written);
}
