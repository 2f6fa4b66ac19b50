// How old one has to be to read what a child reads: every page that can be reached, in every language, by the formulas
// of lib/reading.mjs. What they are worth, and the table of what was measured: docs/reading.md.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { LANGS, ROOT } from './lib/env.mjs';
import { reached } from './lib/reached.mjs';
import { bareArabic, full, limit, measure, pieces, reading, rule, sentences, words } from './lib/reading.mjs';
import { serve } from './lib/serve.mjs';
import { syllables } from './lib/syllables.mjs';

/** Pages that grown-ups read. A child is not sent there. */
const ADULT = /^(parents|school|now\/[lm])(\/|$)/;

/** Words by their number of syllables, as dictionaries have them. */
const KNOWN = {
  en: [
    'help asked don’t friends died phone safe threats',
    'people picture wanted threatened something safely being paying because website helplines didn’t hundred private',
    'somebody messages languages everything hospital audience media obvious genius idea video',
    'usually emergency experience security',
  ],
  fr: [
    'aide peuvent disent j’ai qu’elle nuit lien yeux eau œuf moi loin aiment guerre langue joie feuille vous',
    'personne parler vraiment souvent l’école quelqu’un famille client confiance question pays réponse naïf nuage',
    'maintenant aujourd’hui ouvrier réaction envoyer essayer oublier désactive difficile écouter disparaissent SMS',
    'sécurité conversation ordinateur supprimera',
  ],
  es: [
    'que quién muy hoy y buey',
    'día país ciudad agua ahí bueno hacia leer oír reír después',
    'ayuda línea guitarra ahora leído persona historial cuídate pingüino hacía Uruguay',
    'todavía cuéntaselo contraseña aéreo emergencia reenvía',
  ],
};

test('syllables are counted as they are spoken', () => {
  for (const [lang, lists] of Object.entries(KNOWN)) {
    for (const [at, list] of lists.entries()) {
      for (const word of list.split(' ')) assert.equal(syllables(lang, word), at + 1, `${lang} ${word}`);
    }
  }
  assert.deepEqual(['وبالمدرسة', 'للأطفال', 'الأم', 'مُهَدِّد'].map(bareArabic), ['مدرسة', 'أطفال', 'الأم', 'مهدد']);
});

test('of a page the text of the house is read, and neither data nor what others wrote', () => {
  const html = `<title>No</title><main id="main"><h1>Your page</h1><p>You can stop. It is&nbsp;OK.</p>
    <svg><path d="M0"/></svg><p>We wrote on \u20682 May\u2069.</p><a href="https://somebody.example">Their name</a>
    <div class="said" dir="auto">Not <b>mine</b></div><ol class="words"><li>tree</li></ol>
    <textarea>no</textarea><a class="door"><b>Talk</b><span>By phone</span></a><button hidden>Copy</button></main>
    <footer>No</footer>`;
  const found = sentences(pieces(html));
  assert.deepEqual(found, ['Your page', 'You can stop.', 'It is OK.', 'We wrote on .', 'Talk', 'By phone']);
  assert.deepEqual(full(found), ['You can stop.', 'It is OK.', 'We wrote on .']);
  assert.deepEqual(sentences(['You can say: “Help me. I am here.” Then go.', '« Je te crois. » Reste là.']), [
    'You can say: “Help me.', 'I am here.”', 'Then go.', '«Je te crois.»', 'Reste là.',
  ]);
});

/** What a form of an authority might say: no formula may let it pass. */
const HARD = {
  en: 'Individuals experiencing intimidation are encouraged to communicate immediately with the responsible organisation.',
  fr: 'Les personnes confrontées à des intimidations sont invitées à communiquer immédiatement avec une organisation compétente.',
  es: 'Las personas destinatarias de intimidaciones deberán comunicarse inmediatamente con la organización correspondiente.',
  ar: 'يستطيع المستخدمون المتعرضون للاستغلال استعمال الاستمارات الإلكترونية المخصصة لاستقبال استفساراتهم المستعجلة.',
};

test('a formula finds a hard text hard and an easy one easy', () => {
  const easy = { en: 'You can tell us.', fr: 'Tu peux le dire.', es: 'Tú lo puedes decir.', ar: 'يمكنك أن تقول لنا.' };
  for (const lang of LANGS) {
    const { beyond } = limit(lang, false);
    const hard = reading(lang, [HARD[lang]]).value;
    assert.ok(beyond(hard) && limit(lang, true).beyond(hard), lang);
    assert.ok(!beyond(reading(lang, [easy[lang]]).value), lang);
  }
  // By hand: 8 words, 2 sentences, 9 syllables.
  const { value } = reading('en', ['You can tell us.', 'We are here today.']);
  assert.equal(value.toFixed(4), (0.39 * 4 + (11.8 * 9) / 8 - 15.59 + 5).toFixed(4));
});

const KINDS = { whole: (text) => text, sentences: full };

for (const lang of LANGS) {
  test(`${lang}: every page can be read at eleven, by the formula and by the rule for sentences`, async (t) => {
    const [open, closed] = await Promise.all([serve(), serve({ demo: false })]);
    const pages = (await reached(lang, open, closed)).map((page) => ({
      ...page, adult: ADULT.test(page.name), text: sentences(pieces(page.html)),
    }));
    await Promise.all([open.kill(), closed.kill()]);
    const wrong = [];
    for (const adult of [false, true]) {
      const { unit, most, worse, beyond } = limit(lang, adult);
      const some = pages.filter((page) => page.adult === adult);
      for (const [kind, pick] of Object.entries(KINDS)) {
        const rows = measure(lang, some, pick);
        rows.sort((a, b) => (worse(a.value, b.value) ? -1 : 1));
        const [worst, median] = [rows[0], rows[Math.floor(rows.length / 2)]];
        const where = (worst.page.near ? '2/' : '') + worst.page.name;
        t.diagnostic(
          `${lang} ${adult ? 'adults' : 'children'}, ${kind}: ${rows.length} pages, worst ${worst.value.toFixed(1)} ${unit} (${where}), ` +
            `median ${median.value.toFixed(1)}, limit ${most}`,
        );
        for (const { page, value } of rows.filter((row) => beyond(row.value))) {
          wrong.push(`${page.near ? '2/' : ''}${page.name}, ${kind}: ${value.toFixed(1)} ${unit}, limit ${most}`);
        }
      }
    }
    assert.ok(pages.length > 400 && pages.some((page) => page.near && page.name === 'thread'), `${pages.length} pages`);
    wrong.push(...pages.filter((page) => !page.adult).flatMap((page) => tooLong(lang, page.name, page.text)));
    assert.ok(wrong.length === 0, `${wrong.length} found\n${[...new Set(wrong)].join('\n')}`);
  });
}

/** What the rule for sentences finds: one too long, or too long on average. */
function tooLong(lang, name, text) {
  const { mean, longest } = rule(lang);
  const found = text.filter((one) => words(one).length > longest).map((one) => `${words(one).length} words: ${one}`);
  const sentencesOnly = full(text);
  const average = sentencesOnly.length > 2 ? reading(lang, sentencesOnly).mean : 0;
  if (average > mean) found.push(`${name}: ${average.toFixed(1)} words in a sentence, limit ${mean}`);
  return found;
}

test('no text of the files is too long a sentence, nor those that a walk rarely meets', () => {
  const wrong = [];
  for (const lang of LANGS) {
    for (const file of ['site', 'now', 'help', 'tell', 'doors', 'thread', 'gate']) {
      const source = readFileSync(path.join(ROOT, 'data/lang', lang, `${file}.ftl`), 'utf8');
      const texts = [...source.matchAll(/^(?:([a-z][a-z0-9-]*) =| +\*?\[\w+\]) (.*)$/gm)];
      assert.ok(texts.length > 5, file);
      // In gate.ftl only what begins so is for visitors.
      const own = texts.filter(([, id]) => file !== 'gate' || /^visit-/.test(id ?? ''));
      const others = /^(numbers|case|offender|parents|before|school|do-parent|do-school)-/;
      const child = own.filter(([, id]) => !others.test(id ?? ''));
      const shown = child.map(([, , text]) => text.replace(/\{ \$\w+ \}/g, ''));
      wrong.push(...sentences(shown).flatMap((one) => tooLong(lang, file, [one])));
    }
  }
  assert.deepEqual(wrong, []);
});
