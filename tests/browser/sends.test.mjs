// The last page sent twice is one report with one code; a busy house gives every word back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, Person } from './lib/browser.mjs';
import { serve } from './lib/serve.mjs';
import { comeBack, fillReport, press, queue, readOwnWords, readReceipt, signIn, STORIES } from './lib/story.mjs';

let browser, vigie;
before(async () => {
  [browser, vigie] = await Promise.all([launch({ whole: true }), serve()]);
});
after(async () => {
  await browser?.close();
  await vigie?.kill();
});

/** Opens and fills `/tell`; the draft is what makes two sends one report. */
async function filled(page, given) {
  await page.goto(`${vigie.url}/tell/all?l=en`);
  await fillReport(page, 'en', given);
  return page.locator('input[name=draft]').inputValue();
}

/** The form as a browser that keeps it shows it after "Back": same draft, same words. */
async function filledAgain(page, draft, given) {
  await page.goBack();
  await page.waitForLoadState('load');
  assert.equal(new URL(page.url()).pathname, '/tell/all');
  if ((await page.locator('#words').inputValue()) === '') await fillReport(page, 'en', given);
  if (given?.words) await page.locator('#words').fill(given.words);
  await page.evaluate((value) => (document.querySelector('input[name=draft]').value = value), draft);
}

test('going back and sending again gives the same code and one report', async () => {
  const child = await Person.come(browser, { script: false });
  const desk = await Person.come(browser, { width: 1280, height: 900 });
  await signIn(desk.page, vigie.url, 'en', vigie.logins[0]);
  const count = (await queue(desk.page, vigie.url, 'en')).length;

  const draft = await filled(child.page);
  await press(child.page, '/tell');
  const first = await readReceipt(child.page);
  const title = await child.page.locator('h1').innerText();
  await filledAgain(child.page, draft);
  await press(child.page, '/tell');
  assert.deepEqual(await readReceipt(child.page), first);
  const again = await child.page.locator('h1').innerText();
  assert.notEqual(again, title, 'the page says that it came before');

  await child.page.reload();
  assert.deepEqual(await readReceipt(child.page), first, 'loading the answer again is the same send once more');

  const other = 'One thing more: they know my school.';
  await filledAgain(child.page, draft, { words: other });
  await press(child.page, '/tell');
  assert.deepEqual(await readReceipt(child.page), first);
  assert.ok(![title, again].includes(await child.page.locator('h1').innerText()), 'other words are added, and it says so');

  assert.equal((await queue(desk.page, vigie.url, 'en')).length, count + 1);
  await comeBack(child.page, vigie.url, 'en', first.words);
  const mine = await readOwnWords(child.page);
  assert.ok(mine.includes(STORIES.en.words) && mine.includes(other), 'both are on the page');
  assert.equal(mine.split(STORIES.en.words).length, 2, 'the first words are there once');
  await child.leftNoTrace();
});

test('pressing the button twice in a hurry makes one report', async () => {
  const child = await Person.come(browser, { script: false });
  const desk = await Person.come(browser, { width: 1280, height: 900 });
  await signIn(desk.page, vigie.url, 'en', vigie.logins[0]);
  const count = (await queue(desk.page, vigie.url, 'en')).length;
  await filled(child.page, { words: 'I pressed it twice.' });
  await child.page.locator('form[action="/tell"] button').dblclick();
  await child.page.locator('.words').waitFor();
  await readReceipt(child.page);
  assert.equal((await queue(desk.page, vigie.url, 'en')).length, count + 1);
});

/** Keeps more senders at the door than the waiting room holds, until the given function is called. */
function flood() {
  let going = true;
  const one = async () => {
    while (going) {
      const body = new URLSearchParams({ l: 'en', words: 'one of many' });
      await fetch(`${vigie.url}/tell`, { method: 'POST', body }).then((answer) => answer.arrayBuffer());
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const all = Array.from({ length: 200 }, one);
  return () => ((going = false), Promise.allSettled(all));
}

test('a busy house gives the form back with every word, and takes it later', async () => {
  const child = await Person.come(browser, { script: false });
  await filled(child.page, { by: 'hour' });
  const stop = flood();
  let answer;
  for (let i = 0; i < 5 && answer?.status() !== 503; i += 1) {
    if (i > 0) await filled(child.page, { by: 'hour' });
    answer = await press(child.page, '/tell');
  }
  assert.equal(answer.status(), 503);
  assert.ok(Number(answer.headers()['retry-after']) > 0, 'it says when to try again');
  for (const name of ['pasted', 'words', 'answer']) {
    assert.equal(await child.page.locator(`#${name}`).inputValue(), STORIES.en[name], `${name} is still there`);
  }
  assert.ok(await child.page.locator('input[name=by][value=hour]').isChecked());
  assert.equal(await child.page.locator('#place2').inputValue(), 'Snapchat');
  const help = await fetch(`${vigie.url}/now`);
  assert.equal(help.status, 200, 'help pages do not wait');
  await stop();
  for (let i = 0; i < 10 && answer.status() === 503; i += 1) answer = await press(child.page, '/tell');
  assert.equal(answer.status(), 200, 'pressed again, it is sent');
  await readReceipt(child.page);
  await child.leftNoTrace();
});
