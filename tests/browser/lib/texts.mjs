// The sentences of the program, read from its own text files, so that a journey can ask for one in any language.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LANGS, ROOT } from './env.mjs';

/** Messages of one line, with or without values. What has cases inside is not read: a test asks for plain sentences. */
const texts = Object.fromEntries(
  LANGS.map((lang) => {
    const folder = path.join(ROOT, 'data/lang', lang);
    const files = readdirSync(folder).filter((name) => name.endsWith('.ftl'));
    const lines = files.flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n'));
    const found = lines.map((line) => /^([a-z][a-z0-9-]*) = ((?:[^{}]|\{ \$[a-z]+ \})+)$/.exec(line)).filter(Boolean);
    return [lang, new Map(found.map(([, id, text]) => [id, text.trim()]))];
  }),
);

/** The sentence behind an id, as a page shows it; `values` stand where the sentence has a place for them. */
export function text(lang, id, values = {}) {
  const found = texts[lang].get(id);
  if (found === undefined) throw new Error(`no sentence ${id} in ${lang}`);
  return found.replace(/\{ \$([a-z]+) \}/g, (_, name) => {
    if (values[name] === undefined) throw new Error(`${id} needs ${name}`);
    return values[name];
  });
}

/** A date, given as year-month-day, as the help site says it: in words, with a line break before the year at most. */
export function inWords(lang, date) {
  const [year, month, day] = date.split('-').map(Number);
  const values = { day: String(day), month: text(lang, `month-${month}`), year: String(year) };
  const words = text(lang, day === 1 ? 'date-first' : 'date-words', values).split(' ');
  return `${words.slice(0, -1).join('\u00a0')} ${words.at(-1)}`;
}
