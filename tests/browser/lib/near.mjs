// What is never said to who is threatened by somebody in the family, a carer or a teacher: no word of parents or school,
// of a phone or computer that somebody keeps or looks at, and no link to a page that says one.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LANGS, ROOT } from './env.mjs';

/** Before and behind a word stands no letter. In Arabic "and", "with", "to" are written onto the word. */
const words = (list, before = '') => new RegExp(`(?<![\\p{L}\\p{M}])${before}(?:${list.join('|')})(?![\\p{L}\\p{M}])`, 'giu');

const WORDS = {
  en: words([
    'parents?', '(?:step)?(?:mother|father)s?', 'mum', 'mom', 'dad', 'carers?', 'guardians?', 'teachers?', 'tutors?',
    'schools?', 'class', 'pupils?', 'grown-?ups?', 'trusted adults?', 'adults? you trust', 'devices?',
    '(?:your|the|this|their|his|her) (?:phone|computer|tablet|laptop)s?',
  ]),
  fr: words([
    'parents?', '(?:beau-|belle-)?(?:mère|père)s?', 'maman', 'papa', 'tuteurs?', 'tutrices?', 'profs?', 'professeure?s?',
    'enseignante?s?', 'maître(?:sse)?s?', 'écoles?', 'scolaires?', 'collèges?', 'lycées?', 'élèves?', 'adultes?', 'grandes? personnes?',
    'appareils?', '(?:ton|ta|le|la|ce|cet|cette|son|sa) (?:téléphone|ordinateur|portable|tablette|mobile)',
  ]),
  es: words([
    'padres?', 'madres?', 'papás?', 'mamás?', 'padrastro', 'madrastra', 'tutora?s?', 'cuidadora?s?', 'cuidadores', 'profes?',
    'profesor(?:es|as?)?', 'maestr[oa]s?', 'docentes?', 'escuelas?', 'colegios?', 'alumn[oa]s?', '(?:persona )?adult[oa]s?',
    'dispositivos?', '(?:tu|el|la|este|esta|su) (?:teléfono|celular|móvil|computadora|ordenador|tableta)',
  ]),
  ar: words([
    '(?:ال|ل)(?:أم|أب)', 'أم[كيه]', 'أب[ويا][كه]', '(?:ال|ل)?والد(?:ة|ين|ان|اك|يك)?', '(?:ال|ل)?أهل(?:ك|ي|هم)?', '(?:ال|ل)?بالغين',
    '(?:ال|ل)?مدرس(?:ة|تك|ي|ين)?', '(?:ال|ل)?مدارس', '(?:ال|ل)?معلم(?:ة|ين|تك|ك)?', '(?:ال|ل)?تلميذة?', '(?:ال|ل)?تلاميذ',
    'شخص كبير', '(?:ال|ل)?جهاز(?:ك)?', '(?:ال|ل)?أجهزة', 'هاتفك', 'هذا الهاتف', 'هاتف آخر', 'حاسوبك',
  ], '[وفبلك]?'),
};

/** What may stand there with one of these words. "Who helps adults": for a reader of 18 or more, said of services. */
const MEANT = { en: [], fr: ['qui aide les adultes'], es: ['quién ayuda a personas adultas'], ar: [] };

/** The texts of a language that stand on one line and hold no value. */
function texts(lang) {
  const folder = path.join(ROOT, 'data/lang', lang);
  const files = readdirSync(folder).filter((name) => name.endsWith('.ftl'));
  const lines = files.flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n'));
  return new Map(lines.flatMap((line) => [...line.matchAll(/^([a-z][\w-]*) = ([^{}]+)$/g)].map((found) => [found[1], plain(found[2])])));
}

const plain = (text) => text.normalize('NFC').replace(/[\u064b-\u0652\u2066-\u2069\u200e\u200f]/g, '').replace(/\s+/g, ' ').trim();

/** Sentences for other readers: what is said here in other words, and the pages and branches of parents, school, friends. */
const OTHERS = Object.fromEntries(
  LANGS.map((lang) => {
    const all = texts(lang);
    const theirs = /^(do-(parent|school|friend|young)|(parents|before|school|friends)-|foot-(parents|school|friends)$|now-go-[lm]$)/;
    const others = ([id]) => theirs.test(id) || all.has(`near-${id}`);
    // A sentence that is also said to everybody, by another name or inside another text, says nothing about anybody.
    const everybody = [...all].filter((one) => !others(one)).map(([, text]) => text).join('\n');
    const never = [...all].filter(others).map(([, text]) => text);
    return [lang, never.filter((text) => text.includes(' ') && !everybody.includes(text))];
  }),
);

/** Everything a page says, seen, folded away or read aloud. The words of a code are drawn at random. */
const said = (page) =>
  page.evaluate(() => {
    const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const parts = [document.title];
    while (all.nextNode()) {
      const one = all.currentNode;
      if (!one.parentElement.closest('script, style, .words, textarea')) parts.push(one.data);
    }
    for (const one of document.querySelectorAll('[aria-label]')) parts.push(one.getAttribute('aria-label'));
    return parts.join(' ');
  });

/** What stands on a page that may never stand there. */
export async function saysForbidden(page, lang) {
  const text = MEANT[lang].reduce((rest, one) => rest.replaceAll(one, ' '), plain(await said(page)));
  const around = (found) => `${found[0]}: …${text.slice(Math.max(0, found.index - 40), found.index + 60)}…`;
  return [...[...text.matchAll(WORDS[lang])].map(around), ...OTHERS[lang].filter((one) => text.includes(one))];
}

/** Links and forms of a page that lead out of the branch, or to a page for the people who may be feared. */
export const leadsOut = (page) =>
  page.evaluate(() => {
    const to = [...document.querySelectorAll('[href^="/"], [action^="/"]')].map((one) => one.getAttribute('href') ?? one.getAttribute('action'));
    const inside = /^\/2(?:[/?#]|$)/;
    const theirs = /^\/2\/(parents|school|friends)/;
    return to.filter((one) => one !== '/leave' && (!inside.test(one) || theirs.test(one)));
  });
