// Every page that a link leads to asks whether you are safe and has the way out. And who is threatened by somebody in the
// family, a carer or a teacher: from there on no page says a word of parents or school, or of a phone that somebody keeps,
// and no link leads to a page that does. Shown on what the browser shows, by the plan of branches.test.mjs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './lib/browser.mjs';
import { leadsOut, saysForbidden } from './lib/near.mjs';
import { serve } from './lib/serve.mjs';
import { plan, seenAs, Visit } from './lib/visit.mjs';

let browser, vigie;
before(async () => {
  [browser, vigie] = await Promise.all([launch(), serve()]);
});
after(async () => {
  await browser?.close();
  await vigie?.kill();
});

/** Everything that links lead to, from some pages on; `look` is called on each. Gives the paths. */
async function everyLink(visit, from, look) {
  const seen = new Set();
  const ahead = [...from];
  while (ahead.length > 0) {
    const path = ahead.shift();
    if (seen.has(path)) continue;
    seen.add(path);
    await visit.open(path);
    await look?.();
    const links = await visit.page.locator('a[href^="/"]:not([hreflang])').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    ahead.push(...links.map((link) => link.split(/[?#]/)[0]).filter((link) => link !== '/leave' && (visit.near || !/^\/2(\/|$)/.test(link))));
  }
  return seen;
}

for (const way of plan(2)) {
  test(`every page of the site asks whether you are safe, and has the way out: ${seenAs(way)}`, async () => {
    const visit = await Visit.come(browser, vigie, way);
    let told = 0;
    // The proof of the branch below must be able to fail: these pages do say what may not stand there.
    const seen = await everyLink(visit, ['/'], async () => {
      told += (await saysForbidden(visit.page, way.lang)).length > 0 ? 1 : 0;
    });
    for (const path of ['/now/l/1', '/now/m/1', '/say/1/2', '/safe', '/parents/before', '/school', '/friends', '/later/3', '/tell', '/back', '/leaving']) {
      assert.ok(seen.has(path), `${path} is reached by links`);
    }
    assert.ok(told > 60, `${told} of ${seen.size} pages speak of parents or school`);
    await visit.end();
  });

  test(`for who is threatened by somebody close, no page says what they fear: ${seenAs(way)}`, async () => {
    const visit = await Visit.come(browser, vigie, way);
    await visit.open('/2/now/h/1');
    const seen = await everyLink(visit, ['/2/now/h/1']);
    for (const path of ['/2', '/2/now/me', '/2/now/j/5', '/2/say/7/2', '/2/safe', '/2/safe/all', '/2/later/3', '/2/tell', '/2/talk', '/2/back', '/2/leaving']) {
      assert.ok(seen.has(path), `${path} is reached by links`);
    }
    assert.ok(seen.size > 90, `only ${seen.size} pages`);
    assert.equal([...seen].filter((path) => !/^\/2(\/|$)/.test(path)).length, 0);
    await visit.end();
  });
}

test('a page for who is threatened by somebody close knows what may not stand there', async () => {
  for (const way of plan(0)) {
    const visit = await Visit.come(browser, vigie, way);
    for (const path of ['/', '/parents', '/now/m/3', '/now/a/6']) {
      await visit.open(path);
      assert.ok((await leadsOut(visit.page)).length > 0, path);
      assert.ok((await saysForbidden(visit.page, way.lang)).length > 0, `${path} ${way.lang}`);
    }
    await visit.person.go();
  }
});
