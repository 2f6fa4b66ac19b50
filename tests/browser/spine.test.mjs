// One report, there and back, typed by a child and answered by a desk: in each language, with script and without.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LANGS } from './lib/env.mjs';
import { launch, Person } from './lib/browser.mjs';
import { neutral, serve } from './lib/serve.mjs';
import { comeBack, fillReport, follow, press, queue, readOwnWords, readReceipt, signIn, step, STORIES } from './lib/story.mjs';
import { inOtherShapes, wordsFor } from './lib/words.mjs';

let browser, quietPlace, vigie;
before(async () => {
  quietPlace = await neutral();
  [browser, vigie] = await Promise.all([launch({ whole: true }), serve({ leave: quietPlace.url })]);
});
after(async () => {
  await browser?.close();
  await vigie?.kill();
  quietPlace?.stop();
});

const OTHER = { en: 'ar', fr: 'en', es: 'fr', ar: 'es' };
const ZERO = { en: 0xff10, fr: 0x06f0, es: 0x0966, ar: 0x0660 };

async function report(page, lang, given) {
  await page.goto(`${vigie.url}/?l=${lang}`);
  assert.equal(await page.title(), await page.locator('.mark').innerText(), 'the title says nothing');
  await follow(page, '/tell');
  await fillReport(page, lang, given);
  const response = await press(page, '/tell');
  assert.equal(response.status(), 200);
  return readReceipt(page);
}

/** Sends a report and finds it on the desk: the one address that was not in the queue before. */
async function sent(child, desk, lang, given) {
  const known = new Set((await queue(desk.page, vigie.url, lang)).map((row) => row.href));
  const code = await report(child.page, lang, given);
  const fresh = (await queue(desk.page, vigie.url, lang)).filter((row) => !known.has(row.href));
  assert.equal(fresh.length, 1, 'one report makes one case');
  return { code, row: fresh[0] };
}

async function readsTheAnswer(child, lang, code) {
  const story = STORIES[lang];
  const ways = [code.words, wordsFor(code.digits, OTHER[lang]), inOtherShapes(code.digits, ZERO[lang])];
  ways.push(`  ${code.words.toUpperCase().replace(/ /g, ' - ')} `);
  for (const way of ways) {
    const response = await comeBack(child.page, vigie.url, lang, way);
    assert.equal(response.status(), 200, 'every way to write the code opens the page');
    // New is what came since the page was opened before.
    const answer = child.page.locator(way === ways[0] ? '.said.new' : 'main section > .turn .said:not(.new)');
    assert.ok((await answer.innerText()).includes(story.reply), 'the answer is there');
  }
  assert.ok((await readOwnWords(child.page)).includes(story.words), 'and what was written');
}

async function takesANewCode(child, lang, old) {
  await press(child.page, '/back/newcode');
  await press(child.page, '/back/newcode/yes');
  const code = await readReceipt(child.page);
  assert.notEqual(code.digits, old.digits);
  assert.equal((await comeBack(child.page, vigie.url, lang, old.words)).status(), 422);
  assert.equal(await child.page.locator('#e-code').count(), 1, 'the old code opens nothing');
  assert.equal((await comeBack(child.page, vigie.url, lang, code.words)).status(), 200);
  return code;
}

async function closesAndTakesBack(child, lang, code) {
  const { page } = child;
  await press(page, '/back/close');
  await press(page, '/back/close/yes');
  await press(page, '/back/open');
  assert.equal(await page.locator('form[action="/back/close"]').count(), 0, 'it is closed: nothing to close');
  await press(page, '/back/erase');
  await press(page, '/back/erase/yes');
  await press(page, '/back/erase/cancel');
  await press(page, '/back/open');
  assert.ok((await readOwnWords(page)).includes(STORIES[lang].words), 'kept after all');
  await press(page, '/back/erase');
  await press(page, '/back/erase/yes');
  await comeBack(page, vigie.url, lang, code.digits);
  const text = await page.locator('main').innerText();
  assert.ok(!text.includes(STORIES[lang].words) && !text.includes(STORIES[lang].reply), 'nothing is readable any more');
  assert.equal(await page.locator('form[action="/back/erase/cancel"]').count(), 1, 'it can still be cancelled');
}

for (const lang of LANGS) {
  for (const script of [false, true]) {
    test(`a report goes there and back: ${lang}, script ${script ? 'on' : 'off'}`, async () => {
      const child = await Person.come(browser, { lang, script });
      const desk = await Person.come(browser, { lang, width: 1280, height: 900 });
      await signIn(desk.page, vigie.url, lang, vigie.logins[0]);
      const { code, row } = await sent(child, desk, lang);
      assert.equal(row.lane, 1, 'until today: the deadline lane');
      assert.equal(code.words, wordsFor(code.digits, lang), 'words and digits are one code');

      await desk.page.goto(vigie.url + row.href);
      const seen = await desk.page.locator('main').innerText();
      for (const part of ['pasted', 'words', 'answer']) assert.ok(seen.includes(STORIES[lang][part]), `${part} is read`);
      await step(desk.page, 'claim');
      await step(desk.page, 'answer', STORIES[lang].reply);
      await readsTheAnswer(child, lang, code);

      await child.page.locator('#text').fill(STORIES[lang].more);
      await press(child.page, '/back/write');
      assert.equal(await child.page.locator('[role=status]').count(), 1, 'the page says that it came');
      await desk.page.goto(vigie.url + row.href);
      assert.ok((await desk.page.locator('main').innerText()).includes(STORIES[lang].more), 'the desk reads it');

      const second = await takesANewCode(child, lang, code);
      await closesAndTakesBack(child, lang, second);
      await desk.page.goto(vigie.url + row.href);
      assert.equal(await desk.page.locator('main p.safe').count(), 1, 'the desk sees that it is being taken back');
      await child.leftNoTrace();
      desk.quiet();
      await Promise.all([child.go(), desk.go()]);
    });
  }

  test(`who is in danger sees people first, and still the code: ${lang}`, async () => {
    const child = await Person.come(browser, { lang, script: false });
    const desk = await Person.come(browser, { lang, width: 1280, height: 900 });
    await signIn(desk.page, vigie.url, lang, vigie.logins[1]);
    const { code, row } = await sent(child, desk, lang, { danger: 'self' });
    const top = (selector) => child.page.locator(selector).first().evaluate((one) => one.getBoundingClientRect().top);
    assert.ok((await child.page.locator('main .person').count()) > 0, 'people to talk to');
    assert.ok((await top('main .person')) < (await top('.words')), 'before the code');
    assert.equal(row.lane, 0);
    assert.equal((await queue(desk.page, vigie.url, lang))[0].lane, 0, 'danger is on top');
    await comeBack(child.page, vigie.url, lang, code.words);
    assert.ok((await child.page.locator('main .person').count()) > 0, 'nobody has read it: people first here too');
    await child.leftNoTrace();
    await Promise.all([child.go(), desk.go()]);
  });
}
