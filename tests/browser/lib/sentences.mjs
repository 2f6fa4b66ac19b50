// What the templates can say, read from their source, and what of it was never seen on a copy.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './env.mjs';

/** The English texts by their ids, as the files write them. */
function texts() {
  const folder = path.join(ROOT, 'data/lang/en');
  const all = {};
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ftl'))) {
    let id = '';
    for (const line of readFileSync(path.join(folder, file), 'utf8').split('\n')) {
      const begun = /^([a-z][\w-]*) *= *(.*)$/.exec(line);
      if (begun) {
        id = begun[1];
        all[id] = begun[2];
      } else if (id && /^\s+\S/.test(line)) all[id] += ` ${line.trim()}`;
      else id = '';
    }
  }
  return all;
}

const SIGNS = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** Text as both sides can be compared: no marks of direction, references read. */
const plain = (text) =>
  text
    .replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number)))
    .replace(/&(\w+);/g, (whole, name) => SIGNS[name] ?? whole)
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ');

/** The texts that a template names and that no English copy says, as `template: id`. Those with a number in them have
 * several wordings and are left to the tests of the texts. */
export function unsaid(copies) {
  const all = texts();
  const seen = copies.filter((copy) => copy.lang === 'en').map((copy) => plain(copy.html)).join('\n');
  const said = (id) =>
    all[id]
      .replace(/\{ *"([^"]*)" *\}/g, '$1')
      .split(/\{[^}]*\}/)
      .every((piece) => seen.includes(plain(piece).trim()));
  const folder = path.join(ROOT, 'crates/web/templates');
  const files = ['site', 'console'].flatMap((half) => readdirSync(path.join(folder, half)).map((name) => `${half}/${name}`));
  return files.flatMap((file) => {
    const source = readFileSync(path.join(folder, file), 'utf8');
    const ids = new Set([...source.matchAll(/\bt\.[tsn]\("([\w-]+)"/g)].map(([, id]) => id));
    return [...ids].filter((id) => !all[id].includes('->') && !said(id)).map((id) => `${file}: ${id}`);
  });
}
