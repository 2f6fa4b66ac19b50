// The way out: one touch, a neutral page, and nothing typed behind it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LANGS } from './lib/env.mjs';
import { launch, Person } from './lib/browser.mjs';
import { neutral, serve } from './lib/serve.mjs';
import { comeBack, fillReport, press, readReceipt, STORIES } from './lib/story.mjs';

let browser, place, vigie;
before(async () => {
  place = await neutral();
  // With the cache for "Back" that people's browsers have, and that test tools switch off.
  [browser, vigie] = await Promise.all([launch({ backForwardCache: true }), serve({ leave: place.url })]);
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
    await child.page.goto(`${vigie.url}/tell?l=en`);
    await fillReport(child.page, 'en');
    const seen = await outAndBack(child.page);
    assert.equal(seen.typed, '', 'no typed word comes back');
    assert.equal(seen.ticked, 0, 'no answer comes back');
    assert.ok(!seen.text.includes(STORIES.en.words));
    await child.go();
  });

  test(`leaving the receipt hides the code: ${how}`, async () => {
    const child = await phone(script);
    await child.page.goto(`${vigie.url}/tell?l=en`);
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

test('the way out is in reach and in the same place on every page, in each language', async () => {
  for (const lang of LANGS) {
    const child = await phone(false);
    for (const path of ['/', '/now', '/talk', '/tell', '/back', '/nothing-here']) {
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
