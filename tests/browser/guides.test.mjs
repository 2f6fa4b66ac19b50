// Talk, Help me say it, Make your accounts safe, and the pages for parents, friends and schools, in a browser. By the plan
// of branches.test.mjs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './lib/browser.mjs';
import { neutral, serve } from './lib/serve.mjs';
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

const names = (visit) => visit.page.locator('.person h3').allInnerTexts();

for (const [at, way] of plan(0).entries()) {
  const root = at % 2 === 0 ? '' : '/2';
  test(`talk: the country is asked, and the next door is always there: ${named(way)}`, async () => {
    const visit = await Visit.come(browser, vigie, way);
    await visit.open(root || '/');
    await visit.press(`main a[href^="${root}/talk?"]`);
    assert.equal(await visit.value('#country'), '', 'no country is guessed');
    assert.equal(await visit.count('.person'), 0);
    await visit.press(`form[action="${root}/talk"] button`, 422);
    assert.equal(await visit.count('#e-country'), 1);
    await visit.select('#country', 'FR');
    await visit.press(`form[action="${root}/talk"] button`);
    const doors = await names(visit);
    assert.ok(doors.length > 1);
    const hours = await visit.page.locator('.person').evaluateAll((all) => all.filter((one) => one.querySelector('.state, dl dd')).length);
    assert.ok(hours > 0, 'it says when they are there');
    for (let door = 1; door < doors.length; door += 1) {
      const next = visit.page.locator(`#p${door} a[href="#p${door + 1}"]`);
      assert.equal(await next.innerText(), doors[door], 'each door names the next one');
    }
    await visit.touch('#p1 a[href="#p2"]');
    await visit.page.waitForFunction(() => document.querySelector('#n2').getBoundingClientRect().top < innerHeight);
    await visit.press(`#p1 form[action="${root}/talk/wrong"] button`);
    assert.equal(await visit.count('main [role=status]'), 1, 'thanks for saying so');
    assert.deepEqual(await names(visit), doors.slice(1), 'the next door stands first now');
    await visit.press(`main a[href^="${root}/talk?"]`);
    assert.equal(await visit.value('#country'), '', 'the country is kept nowhere');
    await visit.select('#country', 'none');
    await visit.press(`form[action="${root}/talk"] button`);
    assert.ok((await visit.count('#networks a')) > 0, 'who does not say it finds lists of many countries');
    assert.ok(![...visit.asked].some((url) => /FR|country/.test(url)), 'it stands in no address');
    await visit.end();
  });
}

for (const [at, way] of plan(1).entries()) {
  const near = at % 2 === 0;
  test(`help me say it, ${near ? 'when somebody close is the problem' : 'to a friend'}: ${named(way)}`, async () => {
    const visit = await Visit.come(browser, vigie, way);
    await visit.open('/');
    await visit.press('footer a[href^="/say?"]');
    assert.equal(await visit.count('main .doors a[href^="/say/1?"]'), 1, 'a parent can be chosen here');
    const root = near ? '/2' : '';
    const whom = near ? 7 : 4;
    if (near) {
      await visit.press('main a[href^="/2/say?"]');
      assert.equal(await visit.count('main .doors a:is([href^="/2/say/1?"], [href^="/2/say/2?"])'), 0, 'and not there');
    }
    const sayings = new Set();
    for (const tone of [1, 2, 3]) {
      await visit.press(`main a[href^="${root}/say/${whom}?"]`);
      await visit.press(`main a[href^="${root}/say/${whom}/${tone}?"]`);
      sayings.add(await visit.text('.code #words'));
      assert.equal(await visit.page.locator('button[data-copy-for]').isVisible(), way.script, 'copied where it can be');
      await visit.press(`main a[href^="${root}/say?"]`);
    }
    assert.equal(sayings.size, 3, 'three ways to say it');
    await visit.press(`main a[href^="${root}/say/card?"]`);
    assert.ok((await visit.text('.code')).length > 10);
    await visit.end();
  });
}

for (const [at, way] of plan(2).entries()) {
  const root = at % 2 === 0 ? '/2' : '';
  test(`make your accounts safe: done, cannot, not now, and nothing is kept: ${named(way)}`, async () => {
    const visit = await Visit.come(browser, vigie, way);
    await visit.open(root || '/');
    await visit.press(`footer a[href^="${root}/safe?"]`);
    const first = await visit.text('h1');
    const said = 'dcnddcnndd';
    for (const [number, answer] of [...said].entries()) {
      assert.equal(await visit.count('main form .button:is([value=d], [value=c], [value=n])'), 3);
      await visit.press(`button[name=s][value=${answer}]`);
      if (number !== 4) continue;
      await visit.press('button[name=s][value=b]');
      await visit.press(`button[name=s][value=${answer}]`);
    }
    const groups = await visit.page.locator('main section:has(li)').evaluateAll((all) => all.map((one) => one.querySelectorAll('li').length));
    assert.deepEqual(groups, ['d', 'n', 'c'].map((letter) => said.split(letter).length - 1), 'done, for later, with help');
    assert.ok(![...visit.asked].some((url) => /[?&](a|s)=/.test(url)), 'no answer stands in an address');
    await visit.press(`footer a[href^="${root}/safe?"]`);
    assert.equal(await visit.text('h1'), first, 'it begins again: nothing was stored');
    await visit.leftNoTrace();
    await visit.leave(place);
    await visit.person.go();
  });
}

/** Pages for those who stand by: how many steps each has. */
const OTHERS = [['parents', 9], ['friends', 7], ['school', 9]];

for (const [number, [name, steps]] of OTHERS.entries()) {
  for (const way of plan(number)) {
    test(`for others, ${name}: ${named(way)}`, async () => {
      const visit = await Visit.come(browser, vigie, way);
      await visit.open('/');
      await visit.press(`footer a[href^="/${name}?"]`);
      const top = (one) => visit.page.locator(one).first().evaluate((found) => found.getBoundingClientRect().top);
      assert.ok((await top('main .safe a[href^="/talk?"]')) < (await top('main .path')), 'danger first, then the steps');
      assert.equal(await visit.count('.path > li'), steps);
      if (name === 'parents') {
        await visit.press('main a[href^="/parents/before?"]');
        await visit.press('main a[href^="/parents?"]');
      }
      await visit.press('main .safe a[href^="/talk?"]');
      await visit.back(`/${name}`);
      await visit.press('main section:last-of-type a[href^="/tell?"]');
      assert.ok((await visit.count('form#tell')) > 0);
      await visit.end();
    });
  }
}
