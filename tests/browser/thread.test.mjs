// Coming back, in a browser: what is new stands first, what was written is behind one more press, and each opening is
// listed. Somebody else has the code: that is seen, and stopped. A parent's own report and code never open the child's.
// By the plan of branches.test.mjs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, Person } from './lib/browser.mjs';
import { serve } from './lib/serve.mjs';
import { queue, readReceipt, signIn, step } from './lib/story.mjs';
import { named, plan, Visit } from './lib/visit.mjs';

let browser, desk, vigie;
before(async () => {
  [browser, vigie] = await Promise.all([launch(), serve()]);
  desk = await Person.come(browser, { width: 1280, height: 900 });
  await signIn(desk.page, vigie.url, 'en', vigie.logins[0]);
});
after(async () => {
  await browser?.close();
  await vigie?.kill();
});

const FIRST = 'You are not in trouble. Please do not answer them.';
const SECOND = 'Is somebody with you tonight? You can write at any time.';

/** Tells something on the one page. Gives what was written, the code, and where the desk finds it. */
async function tells(visit, who, text) {
  const known = new Set((await queue(desk.page, vigie.url, 'en')).map((row) => row.href));
  await visit.go('all');
  await visit.choose('who', who);
  const words = await visit.type('#words', text);
  await visit.press('form#tell .button.big:not([name])');
  const code = await readReceipt(visit.page);
  visit.secrets.push(code.digits, code.words);
  const [fresh, ...more] = (await queue(desk.page, vigie.url, 'en')).filter((row) => !known.has(row.href));
  assert.equal(more.length, 0, 'one report is one case');
  return { words, code, href: fresh.href };
}

async function answers(href, text) {
  await desk.page.goto(vigie.url + href);
  if ((await desk.page.locator('form[action$="/claim"]').count()) > 0) await step(desk.page, 'claim');
  await step(desk.page, 'answer', text);
}

/** Opens the page behind a code, as whoever holds it does. */
async function opens(visit, root, code, status = 200) {
  await visit.press(`footer a[href^="${root}/back?"]`);
  await visit.write('#code', code);
  await visit.press(`form[action="${root}/back"] button`, status);
}

const said = (visit, which) => visit.page.locator(which).allInnerTexts();
const openings = (visit) => visit.count('section:has(form[action$="/back/newcode"]) details li');

/** The page as it opens: answers, and nothing of what was written until it is asked for. */
async function opensQuietly(visit, words) {
  assert.ok(!(await visit.text()).includes(words), 'what was written is not shown at once');
  await visit.touch('main details summary');
  assert.ok((await visit.text()).includes(words), 'one more press shows it');
}

for (const [at, way] of plan(0).entries()) {
  const root = at % 2 === 0 ? '' : '/2';
  test(`what is new first, and the code is somebody else's too: ${named(way)}`, async () => {
    const child = await Visit.come(browser, vigie, way);
    await child.open(root || '/');
    await child.press(`main a[href^="${root}/tell?"]`);
    const mine = await tells(child, 'me', 'They count down, and I am afraid.');
    await answers(mine.href, FIRST);

    // A parent who was told nothing writes too, with a page and a code of their own.
    const parent = await Visit.come(browser, vigie, { ...way, keys: false });
    await parent.open('/parents');
    await parent.press('main section:last-of-type a[href^="/tell?"]');
    const theirs = await tells(parent, 'child', 'My daughter does not sleep any more.');
    await opens(parent, '', theirs.code.words);
    await opensQuietly(parent, theirs.words);
    const all = await parent.page.content();
    for (const text of [child.mark, FIRST]) assert.ok(!all.includes(text), 'the page of a parent holds nothing of the child');
    await parent.end();

    await opens(child, root, mine.code.words);
    assert.deepEqual(await said(child, '.said.new'), [FIRST]);
    assert.equal(await openings(child), 1);
    assert.ok(!(await child.page.content()).includes(parent.mark), 'nor the other way round');
    await opensQuietly(child, mine.words);
    await child.touch('main details:has(p):not(:has(ul, .turn)) summary');
    assert.equal(await child.page.locator('main details[open]').count(), 2, 'what was passed on is behind a press too');

    const stranger = await Visit.come(browser, vigie, { ...way, keys: false });
    await stranger.open('/');
    await opens(stranger, '', mine.code.digits);
    await answers(mine.href, SECOND);

    await opens(child, root, mine.code.words);
    assert.deepEqual(await said(child, '.said.new'), [SECOND], 'what is new stands first');
    assert.deepEqual(await said(child, '.said:not(details .said)'), [SECOND, FIRST], 'and what was read before below it');
    await child.touch('section:has(form[action$="/back/newcode"]) details summary');
    assert.equal(await openings(child), 3, 'the opening by somebody else is listed');
    await child.press(`form[action="${root}/back/newcode"] button`);
    await child.press(`form[action="${root}/back/newcode/yes"] button`);
    const fresh = await readReceipt(child.page);
    child.secrets.push(fresh.digits, fresh.words);
    assert.notEqual(fresh.digits, mine.code.digits);

    // Whoever had it open can do no more with it; their own words are given back, and the old code opens nothing.
    const lost = await stranger.type('#text', 'It was all a mistake.');
    await stranger.press('form[action="/back/write"] button', 403);
    assert.ok((await stranger.text()).includes(lost));
    await opens(stranger, '', mine.code.digits, 422);
    assert.equal(await stranger.count('#e-code'), 1);
    assert.ok(!(await stranger.page.content()).includes(FIRST));
    await stranger.end();

    // What cannot be taken back is asked once more; "no" leads back to the page as it was.
    await child.press(`form[action="${root}/back/open"] button`);
    for (const act of ['close', 'erase']) {
      await child.press(`form[action="${root}/back/${act}"] button`);
      assert.equal(await child.count('.safe'), act === 'erase' ? 1 : 0, 'is somebody telling you to do this?');
      await child.press(`form[action="${root}/back/open"] button`);
    }
    assert.ok(!(await child.page.content()).includes(lost), 'what the other one wrote never came');
    await opensQuietly(child, mine.words);
    assert.deepEqual(await said(child, '.said.new'), [SECOND]);
    await child.end();
  });
}
