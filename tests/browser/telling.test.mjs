// Telling, in a browser: one question a page and all on one, with danger in between, errors, a forged seal and very long
// texts. Whatever happens, every word that was typed is kept; none of it stands in an address, the log or the counts.
// By the plan of branches.test.mjs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './lib/browser.mjs';
import { serve } from './lib/serve.mjs';
import { plain, readReceipt } from './lib/story.mjs';
import { named, plan, Visit } from './lib/visit.mjs';

let browser, vigie;
before(async () => {
  [browser, vigie] = await Promise.all([launch(), serve()]);
});
after(async () => {
  await browser?.close();
  await vigie?.kill();
});

const ALL = 12;
const PLACES = 10;
/** Longest hidden field that carries what was told, and longest pasted text. */
const [SEAL, PASTED] = [8 * 1024, 100_000];

const carried = async (visit) => {
  const told = await visit.value('input[name=told]');
  assert.ok(told.length > 0 && told.length <= SEAL, `${told.length} bytes of seal`);
  return told;
};

/** A page of one question: its number, the ways on, and nothing of what was typed before but under the seal. */
async function question(visit, number, sealed = []) {
  const [at, all] = plain(await visit.text('form#tell > .hint')).match(/\d+/g).map(Number);
  assert.deepEqual([at, all], [number, ALL]);
  assert.equal(await visit.count('#tell .button.big'), 1, 'one way on');
  assert.equal(await visit.count('#tell button[value=send]'), number === 1 ? 0 : 1, 'what was told so far can be sent, once there is something');
  assert.equal(await visit.count('a.leave'), 1);
  await carried(visit);
  const page = await visit.page.content();
  for (const text of sealed) assert.ok(!page.includes(text), `question ${number}: ${text} travels sealed`);
}

/** Doors to people, then one button that goes on. */
async function people(visit) {
  await visit.peopleBefore('main .button.big[value=on]');
  assert.equal(await visit.count('main .button.big[name=go]'), 1, 'one button goes on telling');
  assert.equal(await visit.count('main form[action*="wrong"]'), 0, 'nothing here leads away from what was told');
}

/** The receipt; with danger, people stand above the code. */
async function receipt(visit, danger, asksCountry = false) {
  if (danger) await visit.peopleBefore('.words');
  if (asksCountry) assert.equal(await visit.count('main section.flow button[form=back]'), 1, 'who told no country is asked');
  const code = await readReceipt(visit.page);
  visit.secrets.push(code.digits, code.words);
  return code;
}

/** Reads behind the code what was told: closed at first, opened by one press. */
async function readsBehind(visit, code, texts, root = '') {
  await visit.press(`footer a[href^="${root}/back?"]`);
  await visit.write('#code', code.words);
  await visit.press(`form[action="${root}/back"] button`);
  const written = visit.page.locator('details').first();
  for (const text of texts) assert.ok(!(await visit.text()).includes(text), 'what was written is not on the page at once');
  await visit.touch('main details summary');
  const seen = await written.innerText();
  for (const text of texts) assert.ok(seen.includes(text), `${text.slice(0, 60)} is there`);
}

const begin = async (visit, root, way) => {
  await visit.open(root || '/');
  await visit.press(`main a[href^="${root}/tell?"]`);
  await visit.go(way);
};

for (const [at, way] of plan(0).entries()) {
  const root = at % 2 === 0 ? '' : '/2';
  test(`one question a page, ${root ? 'somebody close' : 'in danger'}: ${named(way)}`, async () => {
    const visit = await Visit.come(browser, vigie, way);
    await begin(visit, root, 'steps');
    await question(visit, 1);
    await visit.choose('danger', at < 2 ? 'self' : 'near');
    await visit.go('next');
    await people(visit);
    await visit.go('country');
    await question(visit, 2);
    assert.equal(await visit.value('#country'), '', 'no country is guessed');
    await visit.select('#country', 'FR');
    await visit.go('next');
    await people(visit);
    await visit.go('on');
    await question(visit, 3);
    await visit.choose('who', 'me');
    await visit.go('next');
    await question(visit, 4);
    await visit.go('skip');
    await question(visit, 5);
    // From here on it is somebody in the family, for everybody: each later page is looked at for what it may not say.
    await visit.choose('offender', 'family');
    await visit.go('next');
    visit.near = true;
    await visit.right();
    await question(visit, 6);
    await visit.choose('threat', 'pictures');
    await visit.choose('threat', 'information');
    await visit.go('next');
    for (let number = 7; number < PLACES; number += 1) {
      await question(visit, number);
      await visit.go(number === 8 ? 'next' : 'skip');
    }
    await question(visit, PLACES);
    const name = await visit.type('#name1', '@lantern.example');
    await visit.go('safe');
    await people(visit);
    await visit.go('on');
    assert.equal(await visit.value('#name1'), name, 'what was typed and not yet sent on is kept through danger');
    await visit.go('next');

    await question(visit, 11, [visit.mark]);
    const long = await visit.type('#answer', 'a quiet pond '.repeat(160));
    await visit.go('next', 422);
    assert.equal(await visit.value('#answer'), long, 'what is too long is kept');
    const answer = await visit.type('#answer', 'Tuesday, after 5');
    await visit.go('back');
    assert.equal(await visit.value('#name1'), name, 'the question before still has its answer');
    await visit.go('next');
    assert.equal(await visit.value('#answer'), answer, 'and the one after it');
    await visit.go('next');

    await question(visit, ALL, [visit.mark]);
    const words = await visit.type('#words', 'I gave them nothing yet.');
    const pasted = await visit.type('#pasted', 'send 200 before ten');
    await visit.go('all');
    for (const [field, text] of Object.entries({ words, pasted, answer, name1: name })) assert.equal(await visit.value(`#${field}`), text);
    for (const [field, value] of [['danger', at < 2 ? 'self' : 'near'], ['offender', 'family'], ['threat', 'pictures'], ['who', 'me']]) {
      assert.ok(await visit.page.locator(`input[name=${field}][value=${value}]`).isChecked(), `${field} is on the one page too`);
    }
    assert.equal(await visit.page.locator('input[name=age]:checked').count(), 0, 'what was skipped stays skipped');
    await visit.press('form#tell .button.big:not([name])');
    const code = await receipt(visit, true);
    assert.equal(await visit.count('main section.flow button[form=back]'), 0, 'the country was told');
    await readsBehind(visit, code, [name, answer, words, pasted], '/2');
    assert.equal(await visit.count('main section.flow a[href^="/2/talk?"]'), 0, 'and counts on their page too');
    await visit.end();
  });
}

for (const [at, way] of plan(1).entries()) {
  const root = at % 2 === 0 ? '/2' : '';
  test(`all on one page, in danger, and the longest text: ${named(way)}`, async () => {
    const visit = await Visit.come(browser, vigie, way);
    await begin(visit, root, 'all');
    await visit.choose('danger', 'near');
    await visit.choose('want', 'money');
    const words = await visit.type('#words', 'A few words of my own.');
    const name = await visit.type('#name1', 'quiet.pond.example');
    await visit.go('safe');
    await people(visit);
    await carried(visit);
    assert.ok(!(await visit.page.content()).includes(visit.mark), 'everything that fits travels sealed');
    await visit.go('on');
    assert.deepEqual([await visit.value('#words'), await visit.value('#name1')], [words, name]);
    assert.ok(await visit.page.locator('input[name=want][value=money]').isChecked());

    // One letter more than there is room for, then as many as there is.
    const line = 'they say it again and again, and count down. ';
    const full = line.repeat(3000).slice(0, PASTED - visit.mark.length - 1);
    await visit.type('#pasted', `${full}!`);
    await visit.press('form#tell .button.big:not([name])', 422);
    assert.ok((await visit.count('#e-pasted')) === 1 && (await visit.count('.errors[role=alert] a[href="#f-pasted"]')) === 1);
    assert.equal((await visit.value('#pasted')).length, PASTED + 1, 'also what is too long is kept');
    assert.equal(await visit.value('#words'), words);
    const pasted = await visit.type('#pasted', full);
    assert.equal(pasted.length, PASTED);
    await visit.go('steps');
    assert.ok((await carried(visit)).length <= SEAL);
    assert.equal(await visit.count('form#tell textarea[name=pasted][hidden]'), 1, 'what does not fit under the seal travels beside it');
    await visit.go('next');
    await people(visit);
    await visit.go('on');
    await visit.go('all');
    assert.equal(await visit.value('#pasted'), pasted, 'not a letter is lost');
    await visit.press('form#tell .button.big:not([name])');
    const code = await receipt(visit, true, true);
    await readsBehind(visit, code, [words, name, pasted.slice(-200)], root);
    await visit.peopleBefore('main details');
    assert.equal(await visit.count(`main section.flow a[href^="${root}/talk?"]`), 1, 'also on their page');
    await visit.end();
  });
}

for (const [at, way] of plan(2).entries()) {
  const root = at % 2 === 0 ? '' : '/2';
  test(`a seal that does not open loses nothing of its page: ${named(way)}`, async () => {
    const visit = await Visit.come(browser, vigie, way);
    await begin(visit, root, 'steps');
    await visit.choose('danger', 'no');
    for (let number = 1; number < PLACES; number += 1) await visit.go('next');
    const place = await visit.type('#place1', 'Instagram');
    const forge = (change) =>
      visit.page.locator('input[name=told]').evaluate((field, kind) => {
        field.value = { cut: field.value.slice(0, 90), changed: `${field.value.slice(0, 60)}AAAA${field.value.slice(64)}`, other: 'no seal at all' }[kind];
      }, change);
    await forge('changed');
    await visit.go('next');
    assert.equal(await visit.count('.safe[role=status]'), 1, 'it says that answers of the pages before are gone');
    await question(visit, 11);
    await visit.go('back');
    assert.equal(await visit.value('#place1'), place, 'what this page sent is there');
    await visit.go('next');
    const answer = await visit.type('#answer', 'Friday, in the morning');
    await forge(at % 2 === 0 ? 'cut' : 'other');
    await visit.go('safe');
    await people(visit);
    await visit.go('on');
    assert.equal(await visit.value('#answer'), answer, 'also on the way to people');
    await visit.go('send');
    const code = await receipt(visit, false);
    await readsBehind(visit, code, [answer], root);
    await visit.end();
  });
}
