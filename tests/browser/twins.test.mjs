// Two processes on one PostgreSQL: either answers for the other, and `kill -9` of both loses nothing and logs nobody out.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, Person } from './lib/browser.mjs';
import { database } from './lib/database.mjs';
import { scratch, serve } from './lib/serve.mjs';
import { comeBack, fillReport, press, queue, readReceipt, signIn, step, STORIES } from './lib/story.mjs';

let browser, store, keys;
const processes = [];

/** One more process on the same database, with the same key file. */
async function another() {
  const one = await serve({ database: store.url, keys });
  processes.push(one);
  return one;
}

before(async () => {
  store = database();
  keys = path.join(scratch(), 'keys.toml');
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await Promise.all(processes.map((one) => one.kill()));
  store?.drop();
});

test('two processes are one house, and a kill of both loses nothing', async () => {
  let a = await another();
  let b = await another();
  const logins = a.logins;
  assert.ok(logins.length > 0 && b.logins.length === 0, 'the second process finds the house furnished');
  const child = await Person.come(browser, { script: false });
  const desk = await Person.come(browser, { width: 1280, height: 900 });

  await signIn(desk.page, a.url, 'en', logins[0]);
  const known = new Set((await queue(desk.page, b.url, 'en')).map((row) => row.href));
  await child.page.goto(`${a.url}/tell/all?l=en`);
  await fillReport(child.page, 'en');
  await press(child.page, '/tell');
  const code = await readReceipt(child.page);

  const fresh = (await queue(desk.page, b.url, 'en')).filter((row) => !known.has(row.href));
  assert.equal(fresh.length, 1, 'signed in on A, and B knows: what was sent to A is in its queue');
  await desk.page.goto(b.url + fresh[0].href);
  assert.equal(await step(desk.page, 'claim'), 303);
  assert.equal(await step(desk.page, 'answer', STORIES.en.reply), 303);

  // Away from both first: an icon still asked for would be a complaint of the browser, not of a page.
  await Promise.all([desk.page.goto('about:blank'), child.page.goto('about:blank')]);
  await Promise.all([a.kill(), b.kill()]);
  [a, b] = [await another(), await another()];
  for (const one of [a, b]) {
    await desk.page.goto(one.url + fresh[0].href);
    assert.ok((await desk.page.locator('main').innerText()).includes(STORIES.en.reply), 'still signed in, still there');
    assert.equal((await comeBack(child.page, one.url, 'en', code.words)).status(), 200);
    const read = await child.page.locator('main').innerText();
    assert.ok(read.includes(STORIES.en.reply), 'the answer is read with the code');
  }
  await child.leftNoTrace();
  desk.quiet();
});
