// Looking elsewhere while telling: the language, other pages, the browser's own "Back", and a page that is loaded anew.
// By the plan of branches.test.mjs, where script is on or off by what is shown.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './lib/browser.mjs';
import { LANGS } from './lib/env.mjs';
import { serve } from './lib/serve.mjs';
import { readReceipt } from './lib/story.mjs';
import { named, plan, Visit } from './lib/visit.mjs';

let browser, vigie;
before(async () => {
  [browser, vigie] = await Promise.all([launch({ whole: true }), serve()]);
});
after(async () => {
  await browser?.close();
  await vigie?.kill();
});

for (const [at, way] of plan(1).entries()) {
  const root = at % 2 === 0 ? '/2' : '';
  test(`one report in four languages, page by page: ${named(way)}`, async () => {
    const visit = await Visit.come(browser, vigie, way);
    await visit.open(`${root}/tell/step`);
    await visit.choose('danger', 'no');
    await visit.go('next');
    await visit.go('all');
    const words = await visit.type('#words', 'They wrote again last night.');
    for (const lang of [...LANGS.filter((one) => one !== way.lang), way.lang]) {
      visit.lang = lang;
      await visit.go(`in-${lang}`);
      assert.equal(await visit.value('#words'), words, `kept in ${lang}`);
      assert.ok(await visit.page.locator('input[name=danger][value=no]').isChecked());
    }
    await visit.end();
  });
}

/** The four ways, each with its script on: what is shown here is what the script does. */
const scripted = (number) => plan(number).map((way) => ({ ...way, script: true }));

for (const [at, way] of scripted(2).entries()) {
  const root = at % 2 === 0 ? '/2' : '';
  test(`back to a report that was left for other pages: ${named(way)}`, async () => {
    const visit = await Visit.come(browser, vigie, way);
    await visit.open(root || '/');
    await visit.press(`main a[href^="${root}/tell?"]`);
    await visit.go('all');
    const words = await visit.type('#words', 'They wrote again last night.');
    await visit.press(`footer a[href^="${root}/talk?"]`);
    await visit.press(`footer a[href^="${root}/safe?"]`);
    for (const answer of ['d', 'c', 'n']) await visit.press(`button[name=s][value=${answer}]`);
    const step = await visit.text('h1');
    await visit.press(`footer a[href^="${root}/now?"]`);
    await visit.back(`${root}/safe`);
    assert.equal(await visit.text('h1'), step, 'the check of accounts goes on where it was');
    for (let i = 0; i < 3; i += 1) await visit.turnBack();
    await visit.back(`${root}/talk`);
    await visit.back(`${root}/tell`);
    assert.equal(await visit.value('#words'), words, 'what was typed is still there');
    await visit.end();
  });

  test(`a receipt that is loaded anew: ${named(way)}`, async () => {
    const visit = await Visit.come(browser, vigie, way);
    await visit.open('/tell/all');
    await visit.choose('offender', 'family');
    await visit.type('#words', 'They wrote again last night.');
    await visit.go('steps');
    assert.equal(visit.path(), '/2/tell/all', 'the address is that of the branch now');
    await visit.go('send');
    const code = await readReceipt(visit.page);
    visit.secrets.push(code.digits, code.words);
    await visit.page.reload();
    await visit.right();
    assert.equal(visit.path(), '/2/back');
    assert.equal(await visit.count('#code'), 1, 'it asks for the code, and is no empty report');
    assert.equal(await visit.count('main a[href^="/2/tell?"]'), 1, 'and says what to do without it');
    assert.ok(!(await visit.page.content()).includes(code.digits));
    await visit.end();
  });
}
