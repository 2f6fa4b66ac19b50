// What to do now, walked in a browser: every branch, screen by screen, to the cards for afterwards, with the question
// "Are you safe right now?" in between, and out by "Leave".
//
// The plan. Each journey is made four times, once in each language, and each time in another of these ways:
//
//   script off   320 pixels   light   mouse
//   script on   1280 pixels   dark    keyboard alone
//   script on    320 pixels   dark    mouse
//   script off  1280 pixels   light   keyboard alone
//
// so that every branch is walked in every language and meets script off and on, both widths, both colours and a keyboard
// alone. Which language goes with which way moves on by one from journey to journey: over the branches every language
// meets every way. The same plan holds for near, telling, back and guides.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './lib/browser.mjs';
import { neutral, serve } from './lib/serve.mjs';
import { plain } from './lib/story.mjs';
import { named, plan, Visit } from './lib/visit.mjs';

let browser, place, vigie;
before(async () => {
  place = await neutral();
  [browser, vigie] = await Promise.all([launch({ whole: true }), serve({ leave: place.url })]);
});
after(async () => {
  await browser?.close();
  await vigie?.kill();
  place?.stop();
});

/** Each branch: what happened, its letter, the question where it is chosen, and where its last screen leads. */
const BRANCHES = [
  ['a picture of me', 'a', '/now/me', '/later/1'],
  ['I already paid', 'b', '/now/me', '/later/1'],
  ['I already sent more', 'c', '/now/me', '/later/1'],
  ['I deleted everything', 'd', '/now/me', '/later/1'],
  ['they made a fake picture', 'e', '/now/me', '/later/1'],
  ['a secret, and no picture', 'f', '/now/me', '/later/1'],
  ['somebody I know', 'g', '/now/me', '/later/1'],
  ['family, a carer, a teacher', 'h', '/now/me', '/2/later/1'],
  ['another young person', 'i', '/now/me', '/later/1'],
  ['it was shared already', 'j', '/now/me', '/later/1'],
  ['my friend', 'k', '/now', '/later/1'],
  ['I am a parent', 'l', '/now', '/talk'],
  ['I work at a school', 'm', '/now', '/talk'],
  ['I am over 18', 'n', '/now', '/later/1'],
];

/** The branches in which a screen leads to words to say it with, and to the check of accounts. */
const LEADS_TO = { say: 'abcdefgijk', safe: 'abcdefgijn' };

/** A screen has one thing to do: one heading, one big button, and no field. Gives the heading. */
async function oneAction(visit, number) {
  assert.equal(await visit.count('main .button.big'), 1, `${visit.path()}: one way on`);
  assert.equal(await visit.count('main form, main input, main textarea'), 0, 'nothing is typed here');
  const [step, count] = plain(await visit.text('main .hint')).match(/\d+/g).map(Number);
  assert.equal(step, number, 'it says where one is');
  const first = await visit.page.locator('h1').boundingBox();
  assert.ok(first.y + first.height <= visit.page.viewportSize().height, 'what to do is read without scrolling');
  return { count, title: await visit.text('h1') };
}

/** "Are you safe right now?" from here and back: doors first, then one button that goes on telling. */
async function asksInBetween(visit, answer) {
  const here = visit.path();
  const root = here.startsWith('/2') ? '/2' : '';
  await visit.press('.ask a');
  assert.equal(visit.path(), `${root}/safe-now`);
  await visit.press(`main a[href^="${root}/safe-now/${answer}?"]`);
  assert.equal(await visit.count('main .button.big[href*="/tell?"]'), 1, 'one button goes on telling');
  if (answer < 3) await visit.peopleBefore('main .button.big[href*="/tell?"]');
  await visit.press('main .button.big[href*="/tell?"]');
  assert.equal(visit.path(), `${root}/tell`);
  assert.ok((await visit.count('form#tell')) > 0, 'danger never replaces the report');
  for (const path of [`${root}/safe-now/${answer}`, `${root}/safe-now`, here]) await visit.back(path);
}

/** The cards for a day, a week and a month: few lines each, then the next one. */
async function threeCards(visit, root) {
  const titles = new Set();
  for (const card of [1, 2, 3]) {
    assert.equal(visit.path(), `${root}/later/${card}`);
    titles.add(await visit.text('h1'));
    assert.ok((await visit.count('article.card li')) >= 5);
    assert.equal(await visit.count(`main a[href^="${root}/back?"]`), 1, 'and the way back with the code');
    const next = `main a.button[href^="${root}/later/${card + 1}?"]`;
    assert.equal(await visit.count(next), card < 3 ? 1 : 0);
    if (card < 3) await visit.press(next);
  }
  assert.equal(titles.size, 3);
}

/** From the second screen to all of them on one page, to print, and on from the first. Gives what there is to do. */
async function onOnePage(visit, stem) {
  await visit.press(`main a[href^="${stem}?"]`);
  const titles = await visit.page.locator('.path h2').allInnerTexts();
  await visit.press(`main a[href^="${stem}/1?"]`);
  await visit.press('main .button.big');
  assert.equal(visit.path(), `${stem}/2`);
  return titles;
}

for (const [number, [name, letter, from, end]] of BRANCHES.entries()) {
  const root = letter === 'h' ? '/2' : '';
  for (const [at, way] of plan(number).entries()) {
    // Two of the four ask in between, the other two look at all steps at once and read on to the cards; which two
    // changes, so that every language and every way does both.
    const asks = (at + Math.floor(number / 4)) % 2 === 0;
    test(`${name}: ${named(way)}`, async () => {
      const visit = await Visit.come(browser, vigie, way);
      await visit.open('/');
      await visit.press('main a[href^="/now?"]');
      if (from === '/now/me') await visit.press('main a[href^="/now/me?"]');
      await visit.press(`main a[href^="${root}/now/${letter}/1?"]`);

      const titles = [];
      const links = new Set();
      let whole;
      for (let count = 1, step = 1; step <= count; step += 1) {
        assert.equal(visit.path(), `${root}/now/${letter}/${step}`);
        const seen = await oneAction(visit, step);
        titles.push(seen.title);
        count = seen.count;
        for (const to of ['say', 'safe']) if ((await visit.count(`main article a[href^="${root}/${to}?"]`)) > 0) links.add(to);
        if (asks && step === 1 + (number % 3)) await asksInBetween(visit, 1 + (number % 3));
        if (!asks && step === 2) whole = await onOnePage(visit, `${root}/now/${letter}`);
        await visit.press('main .button.big');
      }
      assert.equal(new Set(titles).size, titles.length, 'each screen has another thing to do');
      assert.ok(titles.length >= 8);
      // Where a screen says "tell somebody" or "make your accounts private", the way to it is on that screen.
      assert.deepEqual([...links].sort(), ['safe', 'say'].filter((to) => LEADS_TO[to].includes(letter)));
      assert.equal(visit.path(), end);
      if (!asks && end.endsWith('/later/1')) await threeCards(visit, root);
      if (!asks) assert.deepEqual(whole, titles, 'the page with all steps had each of them');
      await visit.leftNoTrace();
      await visit.leave(place);
      await visit.person.go();
    });
  }
}
