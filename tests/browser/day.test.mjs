// A counsellor's day, from the first look at the queue to the last word that is destroyed.
//
// The same day is lived six times, in each language, with each way of working at both widths:
//   en  pointer, script on,  1280 pixels, light
//   fr  pointer, script off, 1280 pixels, light
//   es  pointer, script off,  320 pixels, dark: nothing may have to be pushed sideways
//   ar  keyboard only, script on, 1280 pixels, dark
//   fr  keyboard only, script off, 320 pixels, light
//   es  pointer, script on,  320 pixels, light
// What belongs to no single case stands in desk.test.mjs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './lib/browser.mjs';
import { blaming, Child, inDays, Member, tellAndFind } from './lib/desk.mjs';
import { serve } from './lib/serve.mjs';
import { tooWide } from './lib/small.mjs';
import { STORIES } from './lib/story.mjs';
import { inWords, text } from './lib/texts.mjs';

const DAYS = [
  { lang: 'en', script: true, width: 1280, theme: 'light' },
  { lang: 'fr', script: false, width: 1280, theme: 'light' },
  { lang: 'es', script: false, width: 320, theme: 'dark' },
  { lang: 'ar', script: true, width: 1280, theme: 'dark', keyboard: true },
  { lang: 'fr', script: false, width: 320, theme: 'light', keyboard: true },
  { lang: 'es', script: true, width: 320, theme: 'light' },
];
/** What the desk writes for itself. The same everywhere: no machine reads it. */
const TASK = 'Ask the platform to block the account';
const NOTE = 'Looked at it together; once more before eight.';
const LATER = 'I go on from here. You do not have to tell it again.';
const GROUND = 'An order of the court of this morning';

let browser, vigie;
before(async () => {
  [browser, vigie] = await Promise.all([launch(), serve()]);
});
after(async () => {
  await browser?.close();
  await vigie?.kill();
});

const form = (id, verb) => `form[action="/console/case/${id}/${verb}"]`;

/** On a small screen nothing sticks out of the page that is shown. */
async function fits(member, how) {
  if (how.width === 320) assert.deepEqual(await tooWide(member.page), [], member.page.url());
}

/** The urgent one is above everything that is less urgent, says why in words, and is claimed from the list. */
async function claims(ana, how, urgent) {
  const rows = await ana.queue('show=waiting');
  await fits(ana, how);
  const at = rows.findIndex((row) => row.id === urgent.id);
  assert.equal(rows[at].lane, 0);
  assert.ok(rows.slice(0, at).every((row) => row.lane === 0), 'nothing less urgent stands above it');
  assert.ok(rows[at].text.includes(text(how.lang, 'reason-danger-self')), 'the reason stands there in words');
  await ana.hands.press(`tr[data-row="${urgent.id}"] form[action="/console/queue/claim"] button`);
  assert.equal(await ana.said(), text(how.lang, 'case-claimed'));
  await ana.hands.press(`tr[data-row="${urgent.id}"] a`);
  await fits(ana, how);
  const page = await ana.reads();
  assert.ok(page.includes(text(how.lang, 'case-danger-self')), 'what to do first');
  for (const part of ['pasted', 'words', 'answer']) assert.ok(page.includes(STORIES[how.lang][part]), part);
}

/** Whose an account is, how sure that is, and whether its holder may be a victim; the account in common is a lead. */
async function marks(ana, how, urgent, other) {
  const { hands, page } = ana;
  const key = await ana.keyOf('quiet.pond.example');
  const fields = `details:has([id="s-${key}"])`;
  await hands.unfold(fields);
  await hands.choose(`[id="s-${key}"]`, 'other');
  await hands.choose(`[id="g-${key}"]`, 'seen');
  await hands.tick(`${fields} input[name=maybe][value=hacked]`);
  await hands.press(`${fields} ${form(urgent.id, 'mark')} button`);
  assert.equal(await ana.said(), text(how.lang, 'case-name-saved'));
  const card = (name) => page.locator('aside .card', { hasText: name }).first();
  const marked = await card('quiet.pond.example').innerText();
  for (const id of ['case-side-other', 'case-grade-seen', 'case-maybe-hacked']) {
    assert.ok(marked.includes(text(how.lang, id)), id);
  }
  // The link between two cases is made by a job: the page is asked again until it is there.
  const lead = card('lantern').locator(`a[href^="/console/case/${other.id}"]`);
  for (let i = 0; i < 20 && (await lead.count()) === 0; i += 1) await ana.open(urgent.id);
  assert.equal(await lead.count(), 1, 'the other report that names the account');
  assert.equal(await card('quiet.pond.example').locator('a').count(), 0, 'only the name of who threatens is looked for');
}

/** A draft is kept; words that blame are questioned and rewritten; a text to begin with; sent, taken back, sent. */
async function answers(ana, how, urgent, child) {
  const { hands, page } = ana;
  const { lang } = how;
  const bad = blaming(lang);
  const answer = form(urgent.id, 'answer');
  await hands.write('#answer', bad.text);
  await hands.press(`${answer} button[value=draft]`);
  assert.equal(await ana.said(), text(lang, 'case-draft-saved'));
  assert.equal(await page.locator('#answer').inputValue(), bad.text, 'the draft is there again');
  await hands.press(`${answer} button.button:not([name])`);
  const questioned = await page.locator(`${answer} [role=alert]`).innerText();
  assert.ok(questioned.includes(bad.instead) && questioned.includes(bad.why), 'what to say instead, and why');
  assert.equal(await page.locator('#answer').inputValue(), bad.text, 'not a word is lost');
  assert.equal(await page.locator('.turn.us').count(), 0, 'nothing is on its way');

  await hands.write('#answer', STORIES[lang].reply);
  await hands.unfold(`${answer} details:has(button[value=begin-safe])`);
  await hands.press(`${answer} button[value=begin-safe]`);
  const whole = `${STORIES[lang].reply}\n\n${text(lang, 'template-safe')}`;
  assert.equal(await page.locator('#answer').inputValue(), whole, 'added at the end, in the language of the child');
  await hands.press(`${answer} button.button:not([name])`);
  assert.equal(await ana.said(), text(lang, 'case-leaving'));
  await child.comesBack(urgent.code);
  assert.ok(!(await child.reads()).includes(STORIES[lang].reply), 'the child does not see it yet');
  await hands.press(`${form(urgent.id, 'undo')} button`);
  assert.equal(await ana.said(), text(lang, 'case-undone'));
  assert.equal(await page.locator('#answer').inputValue(), whole, 'a draft again');
  await hands.press(`${answer} button.button:not([name])`);
  await hands.press(`${form(urgent.id, 'now')} button`);
  assert.equal(await ana.said(), text(lang, 'case-sent'));
  await child.comesBack(urgent.code);
  assert.ok((await child.reads()).includes(STORIES[lang].reply), 'now it is there');
}

/** What is to be done, a note, and the hand-over with a summary that tells it once. */
async function handsOver(ana, ben, how, urgent) {
  const { hands, page } = ana;
  const { lang } = how;
  await ana.open(urgent.id);
  await hands.unfold(`details:has(${form(urgent.id, 'task')})`);
  await hands.write('#task', TASK);
  await hands.day('#due', inDays(2));
  await hands.press(`${form(urgent.id, 'task')} button`);
  assert.equal(await ana.said(), text(lang, 'case-task-saved'));
  await hands.write('#note', NOTE);
  await hands.press(`${form(urgent.id, 'note')} button`);
  assert.ok((await ana.reads('aside:last-of-type')).includes(NOTE));
  await hands.press('header a[href^="/console/tasks"]');
  await fits(ana, how);
  assert.ok((await ana.reads()).includes(TASK), 'it is among my tasks');
  await hands.press(`main a[href^="/console/case/${urgent.id}"]`);

  await hands.unfold(`details:has(${form(urgent.id, 'handover')})`);
  const summary = await page.locator('#handover').inputValue();
  for (const part of ['@lantern', STORIES[lang].answer, TASK, text(lang, 'case-side-them')]) {
    assert.ok(summary.includes(part), `the summary says: ${part}`);
  }
  const to = await page.locator('#to option', { hasText: 'Ben' }).getAttribute('value');
  await hands.choose('#to', to);
  await hands.press(`${form(urgent.id, 'handover')} button`);
  assert.equal(await page.locator(`${form(urgent.id, 'answer')}`).count(), 0, 'it is no longer hers to answer');

  const mine = await ben.queue('show=mine');
  assert.deepEqual(mine.map((row) => row.id), [urgent.id]);
  await ben.hands.press(`tr[data-row="${urgent.id}"] a`);
  await fits(ben, how);
  const read = await ben.reads('details.card[open]');
  for (const line of summary.split('\n')) assert.ok(read.includes(line.replace(/[\u2066-\u2069]/g, '').replace(/\u2011/g, '-')), line);
  await ben.hands.press(`${form(urgent.id, 'done')} button`);
  assert.equal(await ben.said(), text(lang, 'case-task-marked'));
  await ben.hands.write('#answer', LATER);
  await ben.hands.press(`${form(urgent.id, 'answer')} button.button:not([name])`);
  await ben.hands.press(`${form(urgent.id, 'now')} button`);
}

/** Presses yes on what waits for this member alone; gives what the page says. */
async function confirms(member, proposal) {
  await member.go('/console/second');
  await member.hands.press(`form[action="/console/second/confirm"]:has(input[value="${proposal}"]) button`);
  return member.reads();
}

/** The number of the one proposal that waits for a second person, as its proposer sees it. */
async function proposed(member, how) {
  assert.equal(await member.said(), text(how.lang, 'keep-proposed'));
  await member.go('/console/second');
  await fits(member, how);
  assert.equal(await member.page.locator('form[action="/console/second/confirm"]').count(), 0, 'not by the one who proposed');
  return member.page.locator('input[name=proposal]').getAttribute('value');
}

/** Two people hold a case: what the child takes back meanwhile is restricted, and the child is told so. */
async function holds(ana, ben, how, urgent, child) {
  const { lang } = how;
  const ends = inDays(60);
  await ben.go(`/console/keep/${urgent.id}`);
  await fits(ben, how);
  await ben.hands.day('#ends', ends);
  await ben.hands.day('#review', inDays(30));
  await ben.hands.write('#ground', GROUND);
  await ben.hands.press(`form[action="/console/keep/${urgent.id}/hold"] button`);
  const proposal = await proposed(ben, how);
  await ana.go('/console/second');
  assert.ok((await ana.reads()).includes(GROUND), 'the second person reads the ground');
  assert.ok((await confirms(ana, proposal)).includes(text(lang, 'second-done')));
  await ana.go(`/console/keep/${urgent.id}`);
  const kept = await ana.reads();
  for (const part of [ends, 'Ben', GROUND]) assert.ok(kept.includes(part), `the page of the hold says ${part}`);

  await child.comesBack(urgent.code);
  assert.ok((await child.reads()).includes(LATER), 'what the second counsellor wrote');
  await child.press('/back/erase');
  await child.press('/back/erase/yes');
  const page = await child.reads();
  assert.ok(page.includes(text(lang, 'erase-done-1')) && page.includes(inWords(lang, ends)), 'closed, and until when a part is kept');
  assert.ok(!page.includes(LATER) && !page.includes(STORIES[lang].words));
  await ben.open(urgent.id);
  assert.equal(await ben.page.locator(`${form(urgent.id, 'answer')}`).count(), 0, 'nobody works with it');
  await child.press('/back/erase/cancel');
  await child.comesBack(urgent.code);
  assert.ok((await child.reads()).includes(LATER), 'kept after all, with every word');
}

/** Two people destroy a case; not while it is held, and then for everybody, with the code too. */
async function destroys(ana, ben, how, urgent, child) {
  const { lang } = how;
  const keep = `/console/keep/${urgent.id}`;
  await ben.go(keep);
  await ben.hands.write('#why', 'The child asked for it by voice');
  await ben.hands.press(`form[action="${keep}/erase"] button`);
  const proposal = await proposed(ben, how);
  assert.ok((await confirms(ana, proposal)).includes(text(lang, 'second-held-title')), 'not while it is held');
  await ana.go(keep);
  await ana.hands.tick(`form[action="${keep}/end"] input[name=sure]`);
  await ana.hands.press(`form[action="${keep}/end"] button`);
  assert.equal(await ana.refused(), text(lang, 'keep-error'), 'only who answers for it ends it');
  await ben.go(keep);
  await ben.hands.tick(`form[action="${keep}/end"] input[name=sure]`);
  await ben.hands.press(`form[action="${keep}/end"] button`);
  assert.equal(await ben.said(), text(lang, 'keep-done'));
  assert.ok((await confirms(ana, proposal)).includes(text(lang, 'second-done')));
  assert.equal((await ben.open(urgent.id)).status(), 404);
  assert.ok((await ben.reads()).includes(text(lang, 'error-case-title')));
  assert.ok(!(await ben.queue()).some((row) => row.id === urgent.id), 'no line is left of it');
  await child.press('/back/newcode');
  assert.equal((await child.press('/back/newcode/yes')).status(), 410);
  assert.ok((await child.reads()).includes(text(lang, 'erase-gone')), 'a page that was open says that nothing is there');
  assert.equal(await child.comesBack(urgent.code), 422);
  assert.ok((await child.reads()).includes(text(lang, 'back-error-wrong')), 'and the code opens nothing');
}

for (const how of DAYS) {
  const hands = how.keyboard ? 'keyboard only' : 'pointer';
  test(`a day: ${how.lang}, ${hands}, script ${how.script ? 'on' : 'off'}, ${how.width}, ${how.theme}`, async () => {
    const child = await Child.come(browser, vigie, { ...how, width: Math.min(how.width, 390) });
    const ana = await Member.come(browser, vigie, how, 'ana');
    const ben = await Member.come(browser, vigie, how, 'ben');
    const other = await tellAndFind(child, ana);
    const urgent = await tellAndFind(child, ana, { danger: 'self' });
    await claims(ana, how, urgent);
    await marks(ana, how, urgent, other);
    await answers(ana, how, urgent, child);
    await handsOver(ana, ben, how, urgent);
    await holds(ana, ben, how, urgent, child);
    await destroys(ana, ben, how, urgent, child);
    await child.leave();
    await Promise.all([ana.leave(), ben.leave()]);
  });
}
