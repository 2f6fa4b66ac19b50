// Every page, in every state and language: its weight, and in turn accessibility, small screens and large text, keyboard, and a
// contact sheet for the eye.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { ALONE, LANGS } from './lib/env.mjs';
import { banned } from './lib/banned.mjs';
import { launch, Person } from './lib/browser.mjs';
import { everyPage, show, unfold } from './lib/pages.mjs';
import { missed } from './lib/routes.mjs';
import { unsaid } from './lib/sentences.mjs';
import { contactSheet, variantsOf } from './lib/sheet.mjs';
import { brokenWords, smallTargets, tooWide } from './lib/small.mjs';
import { walkByTab } from './lib/keys.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const HEAVIEST = 30_000;

let browser, copies;
before(async () => {
  browser = await launch();
  copies = await everyPage(LANGS);
});
after(() => browser?.close());

/** The site in every language; the console, whose pages are many, in one for each direction of writing. */
const bothWays = () => copies.filter((copy) => copy.kind === 'site' || ['en', 'ar'].includes(copy.lang));

/** Looks at each copy with a page of its own size, after a script of ours; problems of all are told together. */
async function eachPage(some, { from = browser, script = '', ...how }, look) {
  const problems = [];
  const waiting = [...some];
  const eye = async () => {
    const person = await Person.come(from, how);
    if (script) await person.context.addInitScript({ content: script });
    for (let copy = waiting.shift(); copy; copy = waiting.shift()) {
      await show(person.page, copy);
      const found = await look(person.page, copy);
      problems.push(...found.map((one) => `${copy.kind} ${copy.name} ${copy.lang}: ${one}`));
    }
    problems.push(...person.outside, ...person.complaints);
    await person.go();
  };
  await Promise.all([eye(), eye()]);
  assert.ok(problems.length === 0, `${problems.length} found\n${problems.join('\n')}`);
}

test('each page of the site weighs less than 30 kB in every language, without what its visitor typed', () => {
  // As it was typed, as it is shown back, and sealed on its way to the next page.
  const typed = /<textarea[^>]*>.*?<\/textarea>|<div class="said[^>]*>.*?<\/div>|<input type="hidden" name="told"[^>]*>/gs;
  const heavy = copies
    .filter((copy) => copy.kind === 'site')
    .map((copy) => ({ ...copy, bytes: Buffer.byteLength(copy.html.replace(typed, '')) }))
    .filter((copy) => copy.bytes >= HEAVIEST)
    .map((copy) => `${copy.name} ${copy.lang}: ${copy.bytes} bytes`);
  assert.deepEqual(heavy, []);
});

/** What a page may load: the one module of its half of the house, and the frame that counts inside the queue. */
const OWN = {
  site: [/<script type="module" src="\/s\.js"><\/script>/],
  desk: [/<script type="module" src="\/console\/s\.js"><\/script>/, /<iframe [^>]*src="\/console\/new\?[^>]*><\/iframe>/],
  frame: [],
};

test('no page has script but the one module of its own, nor a frame but the queue’s, nor anything from elsewhere', () => {
  const strange = /<script|<iframe|<img|<link\b|\son[a-z]+=|@import|url\(/i;
  const rest = ({ html, kind }) => OWN[kind].reduce((text, own) => text.replace(own, ''), html);
  const found = copies.filter((copy) => strange.test(rest(copy))).map((copy) => `${copy.name} ${copy.lang}`);
  assert.deepEqual(found, []);
});

/** Routes that no copy comes by, and why. */
const NO_PAGE = {
  'GET /leave': 'leads out of the house: leave.test.mjs',
  'GET /s.js': 'the script of the site: leave.test.mjs',
  'GET /2/s.js': 'the same script',
  'GET /picture.js': 'the script that makes fingerprints: picture.test.mjs and fingerprint.test.mjs',
  'GET /2/picture.js': 'the same script',
  'GET /favicon.ico': 'nothing, so that a list of open pages shows nothing',
  'GET /robots.txt': 'for search engines',
  'GET /console/live': 'a stream of identifiers, no page',
  'GET /console/s.js': 'the script of the console',
  'GET /console/examples/file': 'a file',
  'GET /console/banks/{id}/export': 'a file: crates/web/tests/it/banks.rs',
  'POST /console/sightings/{id}/{verb}': 'takes a program that tells something: crates/web/tests/it/banks.rs',
  'GET /health': 'for machines',
  'GET /ready': 'for machines',
  'GET /metrics': 'for machines',
};

test('every route of the table was walked, in every language: a new page is looked at or named here', () => {
  for (const lang of LANGS) {
    const left = missed(copies.filter((copy) => copy.lang === lang));
    assert.deepEqual(left.sort(), Object.keys(NO_PAGE).sort(), lang);
  }
});

/** Sentences of templates that no walk brings about, and why. */
const SELDOM = {
  'site/leave.html: leave-text': 'stands behind a redirect, for clients that show it',
  'console/case_together.html: case-together-none': 'a desk with one case',
  'console/invitation.html: invitation-swapped-title': 'somebody changed the database',
  'console/invitation.html: invitation-swapped': 'somebody changed the database',
  'console/login.html: login-busy-title': 'a full gate: sends.test.mjs has one',
  'console/login.html: login-busy': 'a full gate: sends.test.mjs has one',
  'console/member.html: members-hand': 'keys that nobody present could hand on at once',
  'console/node.html: gate-closed-itself': 'a check of a number that ran out',
  'console/node.html: gate-open-who': 'a house that is ready, seen by who cannot open it',
  'console/number.html: numbers-other': 'a number that was changed in the data files since',
  'console/case_parts.html: case-earlier': 'more than a hundred messages',
  'console/queue.html: queue-more': 'more than fifty cases',
  'console/case_prints.html: print-do': 'takes a fingerprint that a visitor gave',
  'console/case_prints.html: print-why': 'takes a fingerprint that a visitor gave',
  'console/sightings.html: sighting-tell': 'takes a program that tells something',
  'console/sightings.html: sighting-keep': 'takes a program that tells something',
  'console/today.html: today-enough': 'five hours of reading',
};

test('every sentence of every template was seen: a new part of a page is looked at or named here', () => {
  assert.deepEqual(unsaid(copies).sort(), Object.keys(SELDOM).sort());
});

test('each page is in the language that was asked for, and says none of its banned phrases', () => {
  const found = copies.flatMap((copy) => {
    const { name, lang, html } = copy;
    const other = html.includes(`<html lang="${lang}"`) ? [] : ['another language'];
    // The page that asks a counsellor to think over a phrase names it.
    const phrases = name === 'case-wording' ? [] : banned(lang, html);
    return [...other, ...phrases].map((one) => `${name} ${lang}: ${one}`);
  });
  assert.deepEqual(found, []);
  // A search that finds nothing anywhere would say the same.
  assert.deepEqual(banned('en', '<p>They <b>NEVER</b> publi&#115;h.</p>'), ['they never publish']);
  assert.deepEqual(banned('ar', '<p>ومضمونة</p>'), ['مضمونة']);
});

test('each page has the same pages in every language, with nothing left in another one', () => {
  const names = (lang) => copies.filter((copy) => copy.lang === lang).map((copy) => `${copy.name} ${copy.status}`);
  for (const lang of LANGS) assert.deepEqual(names(lang), names('en'));
});

/** Nothing has to be pushed sideways, targets are large enough for a thumb, and no word of a code is broken. */
const onSmall = async (page, kind) => [...(await tooWide(page)), ...(await smallTargets(page, kind)), ...(await brokenWords(page))];

// Each page in each direction of writing, at one width in one theme each; those of the site by turns in French and Spanish
// at the other two. What is shown at 320 pixels here is looked at as a small screen too, and not once more below.
const AXE_PASSES = [
  ['en', 'light', 1280, ['site', 'desk', 'frame']],
  ['ar', 'dark', 320, ['site', 'desk', 'frame']],
  ['fr', 'dark', 1280, ['site'], 0],
  ['es', 'light', 320, ['site'], 1],
];
/** With a turn every second page only: every language has the same pages in the same order. */
const place = (copy) => copies.filter((one) => one.lang === copy.lang).indexOf(copy);
const inPass = ([lang, , , kinds, turn = null], copy) =>
  copy.lang === lang && kinds.includes(copy.kind) && (turn === null || place(copy) % 2 === turn);
for (const pass of AXE_PASSES) {
  const [lang, theme, width] = pass;
  test(`axe finds nothing: ${lang}, ${theme}, ${width} pixels wide`, async () => {
    const some = copies.filter((copy) => inPass(pass, copy));
    await eachPage(some, { width, height: 900, colorScheme: theme, script: AXE }, async (page, copy) => {
      await unfold(page);
      const small = width === 320 ? await onSmall(page, copy.kind) : [];
      // What stands inside the queue has its headings and landmarks from there, and counts anew without script: nothing
      // is read or typed in it that would be lost.
      const frame = copy.kind === 'frame';
      const values = RULES.filter((rule) => !frame || rule !== 'best-practice');
      const rules = { 'meta-refresh': { enabled: !frame } };
      const how = { runOnly: { type: 'tag', values }, rules, resultTypes: ['violations'] };
      const found = await page.evaluate(async (how) => (await axe.run(document, how)).violations, how);
      const wrong = found.flatMap((one) =>
        one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary.replace(/\s+/g, ' ')}`),
      );
      return [...small, ...wrong];
    });
  });
}

test('at 320 pixels nothing has to be pushed sideways, and targets are large enough for a thumb', async () => {
  const seen = (copy) => AXE_PASSES.some((pass) => pass[2] === 320 && inPass(pass, copy));
  const some = copies.filter((copy) => !seen(copy));
  await eachPage(some, { width: 320, height: 568 }, async (page, copy) => {
    await unfold(page);
    return onSmall(page, copy.kind);
  });
});

test('with text at 200 % nothing has to be pushed sideways at 320 pixels', async () => {
  const large = await launch({ bigText: true });
  try {
    // French has the longest words of the four; the console is in its two directions of writing.
    const some = bothWays().filter((copy) => copy.kind !== 'site' || ['fr', 'ar'].includes(copy.lang));
    await eachPage(some, { from: large, width: 320, height: 568 }, async (page) => {
      const size = await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
      assert.equal(size, 36, 'twice the size of before');
      await unfold(page);
      return [...(await tooWide(page)), ...(await brokenWords(page))];
    });
  } finally {
    await large.close();
  }
});

test('by keyboard: the skip link first, every control in turn, and what is focused is seen', async () => {
  // The frame inside the queue has no way past its one line, and needs none.
  const some = copies.filter((copy) => copy.kind !== 'frame' && (copy.lang === 'en' || (copy.lang === 'ar' && copy.kind === 'site')));
  await eachPage(some, { width: 360, height: 640 }, async (page) => {
    await unfold(page);
    return walkByTab(page);
  });
});

// Made for people to look at: a machine that runs alone would only spend its time on it. It checks nothing of a page.
if (!ALONE) {
  test('the contact sheet is written', async () => {
    const some = bothWays();
    const began = Date.now();
    const count = await contactSheet(browser, some);
    assert.equal(count, some.flatMap(variantsOf).length);
    console.log(`${count} pictures in ${Math.round((Date.now() - began) / 1000)} s`);
  });
}
