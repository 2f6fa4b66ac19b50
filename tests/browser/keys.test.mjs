// A whole report, the answer's page and the desk with nothing but a keyboard.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, Person } from './lib/browser.mjs';
import { tabTo } from './lib/keys.mjs';
import { serve } from './lib/serve.mjs';
import { ownWords, queue, readReceipt, STORIES } from './lib/story.mjs';

let browser, vigie;
before(async () => {
  [browser, vigie] = await Promise.all([launch(), serve()]);
});
after(async () => {
  await browser?.close();
  await vigie?.kill();
});

/** Presses a key that leads to another page, and waits for that page. */
async function go(page, key = 'Enter') {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
}

/** Goes to a group of radio buttons and takes the one so many steps down. */
async function take(page, name, steps) {
  await tabTo(page, `input[name=${name}]`);
  await page.keyboard.press('Space');
  for (let i = 0; i < steps; i += 1) await page.keyboard.press('ArrowDown');
}

for (const lang of ['en', 'ar']) {
  test(`a report is written, sent and read again by keyboard alone: ${lang}`, async () => {
    const child = await Person.come(browser, { lang, script: false, height: 640 });
    const { page } = child;
    await page.goto(`${vigie.url}/?l=${lang}`);
    await tabTo(page, 'main a[href^="/tell"]');
    await go(page);

    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.matches('.skip')), 'the skip link is first');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.closest('main')), 'and leads into the text');

    await tabTo(page, 'button[name=go][value=all]');
    await go(page);
    await take(page, 'danger', 2);
    await take(page, 'who', 0);
    await take(page, 'age', 1);
    await tabTo(page, 'input[name=threat]');
    await page.keyboard.press('Space');
    await take(page, 'by', 1);
    await tabTo(page, '#place1');
    await page.keyboard.type('Instagram');
    await tabTo(page, '#name1');
    await page.keyboard.type('@lantern.example');
    await tabTo(page, '#words');
    await page.keyboard.type(STORIES[lang].words);
    await tabTo(page, 'form[action="/tell"] button');
    await go(page);
    const code = await readReceipt(page);

    await tabTo(page, 'footer a[href^="/back"]');
    await go(page);
    await tabTo(page, '#code');
    await page.keyboard.type(code.words);
    await tabTo(page, 'form[action="/back"] button');
    await go(page);
    await tabTo(page, 'summary');
    await page.keyboard.press('Enter');
    const mine = await ownWords(page).innerText();
    assert.ok(mine.includes(STORIES[lang].words) && mine.includes('@lantern.example'));
    for (const value of ['no', 'a13', 'today']) {
      assert.ok(!mine.includes(`-${value}`), 'answers are shown in words, not by their names');
    }

    await tabTo(page, '.leave');
    await child.leftNoTrace();
    await child.go();
  });
}

test('the desk signs in, takes a case and answers by keyboard alone', async () => {
  const desk = await Person.come(browser, { width: 1280, height: 900 });
  const { page } = desk;
  const [login, passphrase] = vigie.logins[0];
  await page.goto(`${vigie.url}/console?l=en`);
  await tabTo(page, '#login');
  await page.keyboard.type(login);
  await tabTo(page, '#passphrase');
  await page.keyboard.type(passphrase);
  await go(page);
  const [first] = await queue(page, vigie.url, 'en');
  assert.equal(first.lane, 0);
  await tabTo(page, 'table.list tbody a');
  await go(page);
  await tabTo(page, 'form[action$="/claim"] button');
  await go(page);
  await tabTo(page, '#answer');
  await page.keyboard.type(STORIES.en.reply);
  await tabTo(page, 'form[action$="/answer"] button');
  await go(page);
  assert.ok((await page.locator('.turn.us').innerText()).includes(STORIES.en.reply));
  assert.equal(await page.locator('[role=status]').count(), 1, 'the page says that it was sent');
  desk.quiet();
  await desk.go();
});
