// The way out: one touch, a neutral page, and nothing typed behind it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LANGS } from './lib/env.mjs';
import { launch, Person } from './lib/browser.mjs';
import { neutral, serve } from './lib/serve.mjs';
import { comeBack, fillReport, follow, press, readReceipt, STORIES } from './lib/story.mjs';

let browser, place, vigie;
before(async () => {
  place = await neutral();
  // With the cache for "Back" that people's browsers have, and that test tools switch off.
  [browser, vigie] = await Promise.all([launch({ whole: true, backForwardCache: true }), serve({ leave: place.url })]);
});
after(async () => {
  await browser?.close();
  await vigie?.kill();
  place?.stop();
});

/** Touches the way out, then goes back; gives what can be seen then. */
async function outAndBack(page) {
  await page.locator('.leave').tap();
  await page.waitForURL(place.url);
  assert.equal(await page.title(), 'Weather');
  await page.goBack({ timeout: 5000, waitUntil: 'commit' }).catch(() => null);
  await page.waitForTimeout(500);
  const seen = await page.evaluate(() => {
    const typed = [...document.querySelectorAll('input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea')];
    const ticked = [...document.querySelectorAll('input:checked:not([value=unknown])')];
    return { text: document.body.innerText, typed: typed.map((one) => one.value).join(''), ticked: ticked.length };
  });
  return seen;
}

test('the browser of these tests does keep whole pages for "Back"', async () => {
  const child = await Person.come(browser);
  await child.page.goto(place.url);
  await child.page.evaluate(() => (window.kept = true));
  await child.page.goto(`${vigie.url}/`);
  await child.page.goBack({ timeout: 5000, waitUntil: 'commit' }).catch(() => null);
  assert.equal(await child.page.evaluate(() => window.kept), true);
  await child.go();
});

const phone = (script) => Person.come(browser, { script, hasTouch: true, isMobile: true, width: 360, height: 740 });

for (const script of [false, true]) {
  const how = script ? 'script on' : 'script off';

  test(`one touch leads away, and back shows nothing typed: ${how}`, async () => {
    const child = await phone(script);
    await child.page.goto(`${vigie.url}/?l=en`);
    await child.page.goto(`${vigie.url}/tell/all?l=en`);
    await fillReport(child.page, 'en');
    const seen = await outAndBack(child.page);
    assert.equal(seen.typed, '', 'no typed word comes back');
    assert.equal(seen.ticked, 0, 'no answer comes back');
    assert.ok(!seen.text.includes(STORIES.en.words));
    await child.go();
  });

  test(`leaving the receipt hides the code: ${how}`, async () => {
    const child = await phone(script);
    await child.page.goto(`${vigie.url}/tell/all?l=en`);
    await fillReport(child.page, 'en');
    await press(child.page, '/tell');
    const code = await readReceipt(child.page);
    const { text } = await outAndBack(child.page);
    assert.ok(!text.includes(code.digits) && !code.words.split(' ').every((word) => text.includes(word)), 'no code');
    await child.go();
  });

  test(`leaving one's own page hides what was said there: ${how}`, async () => {
    const child = await phone(script);
    await comeBack(child.page, vigie.url, 'en', vigie.code);
    const said = await child.page.locator('.said').first().innerText();
    await child.page.locator('#text').fill(STORIES.en.more);
    const seen = await outAndBack(child.page);
    assert.ok(!seen.text.includes(said) && !seen.typed.includes(STORIES.en.more), 'neither answer nor draft');
    await child.go();
  });
}

/** Goes back until there is nowhere to go; gives every page that was seen on the way. */
async function allTheWayBack(page) {
  const seen = [];
  for (let i = 0; i < 6; i += 1) {
    await page.goBack({ timeout: 1500, waitUntil: 'commit' }).catch(() => null);
    await page.waitForTimeout(400);
    seen.push(`${page.url()} ${await page.evaluate(() => document.body.innerText)}`);
  }
  return seen;
}

/** Nothing answers any more, while `act` goes on. */
async function offline({ context }, act) {
  await context.setOffline(true);
  await act();
  await context.setOffline(false);
}

const leads = async (page) => {
  await page.waitForURL(place.url);
  await page.waitForLoadState('load');
};

test('with script nothing of the site comes back, however many pages were opened', async () => {
  const child = await phone(true);
  const { page } = child;
  await page.goto(`${place.url}before`);
  await page.goto(`${vigie.url}/?l=en`);
  await follow(page, '/now');
  await follow(page, '/talk');
  await page.goBack();
  await page.waitForURL((url) => url.pathname === '/now');
  await follow(page, '/tell');
  await fillReport(page, 'en');
  await press(page, '/tell');
  await readReceipt(page);
  await page.locator('.leave').tap();
  await leads(page);
  const seen = await allTheWayBack(page);
  assert.ok(seen.some((one) => one.startsWith(`${place.url}before`)), 'back leads to where it was before');
  assert.deepEqual(seen.filter((one) => one.startsWith(vigie.url)), [], 'no page of the site, by no step back');
  for (let i = 0; i < 6; i += 1) {
    await page.goForward({ timeout: 1500, waitUntil: 'commit' }).catch(() => null);
    assert.ok(!page.url().startsWith(vigie.url), 'nor forward');
  }
  await child.go();
});

test('nor after a look at a helpline of elsewhere and back', async () => {
  const child = await phone(true);
  const { page } = child;
  await page.goto(`${place.url}before`);
  await page.goto(`${vigie.url}/?l=en`);
  await follow(page, '/now');
  await follow(page, '/talk');
  await page.evaluate((url) => (location.href = url), `${place.url}helpline`);
  await page.waitForURL(`${place.url}helpline`);
  await page.goBack();
  await page.waitForURL((url) => url.pathname === '/talk');
  await page.locator('.leave').tap();
  await leads(page);
  const seen = await allTheWayBack(page);
  assert.deepEqual(seen.filter((one) => one.startsWith(vigie.url)), [], 'no page of the site, by no step back');
  await child.go();
});

test('one page alone leaves no entry at all', async () => {
  const child = await phone(true);
  await child.page.goto(`${place.url}before`);
  await child.page.goto(`${vigie.url}/now?l=en`);
  await child.page.locator('.leave').tap();
  await leads(child.page);
  await child.page.goBack({ timeout: 5000, waitUntil: 'commit' }).catch(() => null);
  assert.equal(child.page.url(), `${place.url}before`);
  await child.leftNoTrace();
  await child.go();
});

test('without a network the page is gone at once all the same', async () => {
  const child = await phone(true);
  await child.page.goto(`${vigie.url}/?l=en`);
  await follow(child.page, '/tell');
  await fillReport(child.page, 'en');
  await offline(child, async () => {
    await child.page.locator('.leave').tap();
    await child.page.waitForTimeout(1000);
    assert.ok(!child.page.url().startsWith(vigie.url), 'elsewhere, though nothing answers there');
    assert.ok(!(await child.page.evaluate(() => document.body.innerText)).includes(STORIES.en.words));
  });
  await child.go();
});

test('Shift three times leaves; another key or five seconds begin again', async () => {
  const child = await Person.come(browser);
  const { page } = child;
  await page.goto(`${vigie.url}/tell/all?l=en`);
  const live = page.locator('[aria-live]');
  const dots = page.locator('.leave .dots .on');
  await page.keyboard.press('Shift');
  assert.match(await live.innerText(), /2/);
  assert.equal(await dots.count(), 1);
  await page.keyboard.press('Shift');
  assert.match(await live.innerText(), /1/);
  assert.equal(await dots.count(), 2);
  await page.keyboard.press('a');
  assert.equal(await dots.count(), 0, 'another key');
  await page.locator('#words').focus();
  await page.keyboard.type('WHO IS THIS');
  assert.equal(await dots.count(), 0, 'capital letters are no presses of Shift alone');
  for (let i = 0; i < 2; i += 1) await page.keyboard.press('Shift');
  await page.waitForTimeout(5300);
  assert.equal(await dots.count(), 0, 'five seconds');
  const stay = await live.innerText();
  assert.ok(stay.length > 5 && !/\d/.test(stay), 'and it is said');
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift');
  await leads(page);
  await child.go();
});

test('back inside the site keeps what was typed until it is sent, and not after', async () => {
  const child = await phone(true);
  const { page } = child;
  await page.goto(`${vigie.url}/tell/all?l=en`);
  await fillReport(page, 'en');
  await page.locator('footer a[href^="/talk"]').first().tap();
  await page.waitForURL((url) => url.pathname === '/talk');
  await page.goBack();
  await page.locator('#words').waitFor();
  assert.equal(await page.locator('#words').inputValue(), STORIES.en.words, 'still there');
  await press(page, '/tell');
  await readReceipt(page);
  await page.goBack();
  await page.locator('#words').waitFor();
  assert.equal(await page.locator('#words').inputValue(), '', 'a fresh form');
  await page.goForward();
  await page.waitForTimeout(500);
  assert.equal(await page.locator('.words').count(), 0, 'and the code is not shown again');
  await child.leftNoTrace();
  await child.go();
});

test('a report that does not go through keeps every word, and goes through later', async () => {
  const child = await phone(true);
  const { page } = child;
  await page.goto(`${vigie.url}/tell/all?l=en`);
  await fillReport(page, 'en');
  await offline(child, async () => {
    await page.locator('form[action="/tell"] button').tap();
    await page.locator('.lost').waitFor();
    assert.equal(await page.locator('#words').inputValue(), STORIES.en.words);
  });
  await press(page, '/tell');
  await readReceipt(page);
  await child.go();
});

test('the words of the code are copied in their order', async () => {
  const child = await Person.come(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = child;
  await page.goto(`${vigie.url}/tell/all?l=en`);
  await fillReport(page, 'en');
  await press(page, '/tell');
  const code = await readReceipt(page);
  await page.locator('[data-copy-for]').click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code.words);
  await child.go();
});

test('without script no answer comes back either, by no step back', async () => {
  const child = await phone(false);
  const { page } = child;
  await page.goto(`${vigie.url}/tell/all?l=en`);
  await fillReport(page, 'en');
  await press(page, '/tell');
  const code = await readReceipt(page);
  await follow(page, '/now');
  await page.locator('.leave').tap();
  await leads(page);
  for (const one of await allTheWayBack(page)) {
    assert.ok(!one.includes(code.digits) && !one.includes(code.words.split(' ')[0]), 'no code');
    assert.ok(!one.includes(STORIES.en.words), 'no word of the report');
  }
  await child.go();
});

test('the way out is in reach and in the same place on every page, in each language', async () => {
  for (const lang of LANGS) {
    const child = await phone(false);
    for (const path of ['/', '/now', '/talk', '/tell', '/back', '/leaving', '/nothing-here']) {
      await child.page.goto(`${vigie.url}${path}?l=${lang}`);
      await child.page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      const box = await child.page.locator('.leave').boundingBox();
      assert.ok(box.height >= 44 && box.width >= 44, `${path} ${lang}: large enough for a thumb`);
      assert.ok(box.y >= 0 && box.y + box.height <= 160, `${path} ${lang}: still on the screen after scrolling`);
    }
    await child.go();
  }
});

test('every answer asks not to be kept, and the way out empties what is', async () => {
  for (const path of ['/', '/now', '/talk', '/tell', '/back', '/leave', '/console/login']) {
    const answer = await fetch(vigie.url + path, { redirect: 'manual' });
    assert.equal(answer.headers.get('cache-control'), 'no-store', path);
    assert.equal(answer.headers.get('set-cookie'), null, path);
    assert.match(answer.headers.get('content-security-policy'), /default-src 'none'/, path);
    if (path === '/leave') assert.match(answer.headers.get('clear-site-data'), /"cache"/);
    if (!path.startsWith('/console')) assert.equal(answer.headers.get('referrer-policy'), 'no-referrer', path);
  }
});
